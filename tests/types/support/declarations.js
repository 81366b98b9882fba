/** What the package's own declaration files say, as data. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { programOf } from './compile.js';

const types = new URL('../../../types/', import.meta.url);

/** One declaration file, such as `index.d.ts`. */
export class Declarations {
  #checker;
  #exports;

  /** @param {string} name */
  constructor(name) {
    const file = fileURLToPath(new URL(name, types));
    const program = programOf([file]);
    this.#checker = program.getTypeChecker();
    const module = this.#checker.getSymbolAtLocation(program.getSourceFile(file));
    this.#exports = new Map(
      this.#checker
        .getExportsOfModule(module)
        .map((symbol) => [
          symbol.name,
          symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol,
        ]),
    );
  }

  /** Every exported name, sorted. */
  get names() {
    return [...this.#exports.keys()].sort();
  }

  /** The exported names that are there at run time too. */
  get values() {
    return this.names.filter((name) => this.#exports.get(name).flags & ts.SymbolFlags.Value);
  }

  /** @returns {ts.Symbol[]} the members of an exported interface that the package declares itself */
  #membersOf(name) {
    return this.#checker
      .getDeclaredTypeOfSymbol(this.#exports.get(name))
      .getProperties()
      .filter((symbol) => symbol.declarations.some((node) => isOurs(node)));
  }

  /** The names of the members; a symbol as `@@dispose`. */
  membersOf(name) {
    return this.#membersOf(name).map(nameOf).sort();
  }

  /** The names of the members that are always there. */
  requiredMembersOf(name) {
    const required = this.#membersOf(name).filter((symbol) => !(symbol.flags & ts.SymbolFlags.Optional));
    return required.map(nameOf).sort();
  }

  /** The texts of a union of literals: of an exported type, or of a member of one. */
  literalsOf(name, member) {
    const declared = this.#checker.getDeclaredTypeOfSymbol(this.#exports.get(name));
    const type = member ? this.#checker.getTypeOfSymbol(declared.getProperty(member)) : declared;
    return this.#checker
      .getNonNullableType(type)
      .types.filter((part) => part.isStringLiteral())
      .map(({ value }) => value)
      .sort();
  }

  /** The text of a JSDoc tag of a member, or undefined. */
  tagOf(name, member, tag) {
    const symbol = this.#membersOf(name).find((one) => nameOf(one) === member);
    const found = symbol.getJsDocTags(this.#checker).find((one) => one.name === tag);
    return found && ts.displayPartsToString(found.text);
  }

  /** Exported names, members and signatures that no JSDoc comment describes. */
  undocumented() {
    return this.names.flatMap((name) => {
      const symbol = this.#exports.get(name);
      const nodes = symbol.declarations.flatMap((node) => [
        node,
        ...(ts.isInterfaceDeclaration(node) ? node.members : []),
      ]);
      return nodes.filter((node) => !isDescribed(node)).map((node) => `${name}: ${node.getText()}`);
    });
  }
}

const isOurs = (node) => node.getSourceFile().fileName.startsWith(fileURLToPath(types));

const nameOf = (symbol) => String(symbol.escapedName).replace(/^__@(\w+)@\d+$/, '@@$1');

function isDescribed(node) {
  const documented = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return ts
    .getJSDocCommentsAndTags(documented)
    .some((part) => ts.isJSDoc(part) && (part.comment || part.tags));
}
