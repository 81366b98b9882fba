// JS converts and moves, C++ decides: without the Wasm every rule is gone. No documented number, code or message in js/.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript';
import { filesBelow, nodesOf, read, textOf, withoutComments } from './support/tree.js';

// Limits, their warning zones, times and statuses that the rules give a meaning. Not 5, 20 and 100: every program has those.
const documented = [
  204, 304, 407, 421, 503, 8180, 8181, 8192, 30_000, 10_000_000, 10_000_001, 10_485_760, 200_000_000,
  209_715_200, 86_400, 86_400_000, 259_200, 259_200_000,
];

const operators = {
  [ts.SyntaxKind.AsteriskToken]: (a, b) => a * b,
  [ts.SyntaxKind.AsteriskAsteriskToken]: (a, b) => a ** b,
  [ts.SyntaxKind.PlusToken]: (a, b) => a + b,
  [ts.SyntaxKind.MinusToken]: (a, b) => a - b,
  [ts.SyntaxKind.LessThanLessThanToken]: (a, b) => a << b,
};

/** The value of an expression of numbers, `10 * 1024 * 1024` too; undefined for any other. */
function numberOf(node) {
  if (ts.isNumericLiteral(node) || ts.isBigIntLiteral(node)) return Number(node.text.replace(/n$/, ''));
  if (ts.isParenthesizedExpression(node)) return numberOf(node.expression);
  if (!ts.isBinaryExpression(node)) return undefined;
  const [left, right] = [numberOf(node.left), numberOf(node.right)];
  if (left === undefined || right === undefined) return undefined;
  return operators[node.operatorToken.kind]?.(left, right);
}

const isTemplatePart = (node) =>
  ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
const stringsOf = (nodes) => nodes.flatMap((node) => (isTemplatePart(node) ? [node.text] : textOf(node)));

const files = filesBelow('js', ['.js']);
const coreTexts = filesBelow('wasm', ['.h', '.cpp'])
  .flatMap((file) => [...withoutComments(read(file)).matchAll(/"((?:\\.|[^"\\\n])*)"/g)])
  .map(([, text]) => text)
  .filter((text) => text.trim().includes(' '));

test('there are files to look at, and messages in the core', () => {
  assert.ok(files.length > 0 && coreTexts.length > 0);
});

for (const file of files) {
  const nodes = nodesOf(file);

  test(`${file} holds no documented number`, () => {
    assert.deepEqual(
      nodes.map(numberOf).filter((number) => documented.includes(number)),
      [],
    );
  });

  test(`${file} holds no error code and no message`, () => {
    const strings = stringsOf(nodes);
    assert.deepEqual(
      strings.filter((text) => /(SHIM|GAIA|GA|CB)_[A-Z]/.test(text)),
      [],
    );
    assert.deepEqual(
      strings.filter((text) => coreTexts.some((message) => text.includes(message))),
      [],
    );
    const beyondAscii = (text) => [...text].some((char) => char.codePointAt(0) > 127);
    assert.deepEqual(strings.filter(beyondAscii), []);
  });
}
