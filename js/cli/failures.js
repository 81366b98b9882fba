/** Calls that failed, each of which is told of once: by what the script lets happen with it, in its line, or in the end. */
import { setImmediate } from 'node:timers';

/** What kintone's error says: its id, which is no other's, and its sentence. */
function readError(error) {
  try {
    const { id, message } = JSON.parse(error);
    return { id, sentence: message };
  } catch {
    // A page's server may have answered anything.
    return { sentence: error };
  }
}

/** The ids of kintone's errors in a text: in their JSON, or as Node shows an object. */
const idsIn = (text) => [...text.matchAll(/\bid["']?: ?["'](\w+)["']/g)].map(([, id]) => id);

export class Failures {
  #print;
  /** Of which nobody has told, in turn. */
  #silent = new Set();
  /** Those whose line is still to come. */
  #unprinted = new Set();
  #byId = new Map();

  /** @param {(entry: object, outcome: string) => void} print Prints the line of a call. */
  constructor(print) {
    this.#print = print;
  }

  /**
   * A call has failed. Whether its line says why is known as soon as the script's code has run: it does where the script deals with it.
   * @param {{ code: string, error: string }} entry Of the journal.
   * @param {string} [complaint] What is to be told of it whatever the script does.
   */
  add(entry, complaint) {
    const { id, sentence } = readError(entry.error);
    const failure = { entry, complaint, sentence, wasThrown: false };
    this.#silent.add(failure);
    this.#unprinted.add(failure);
    this.#byId.set(id, failure);
    if (complaint === undefined) setImmediate(() => this.#printLine(failure));
    else this.#printLine(failure);
  }

  #printLine(failure) {
    if (!this.#unprinted.delete(failure)) return;
    const { entry, complaint, sentence } = failure;
    const isDealtWith = this.#silent.has(failure) && complaint === undefined;
    this.#print(entry, isDealtWith ? `${entry.code}: ${sentence}` : entry.code);
    if (isDealtWith) this.#silent.delete(failure);
  }

  /**
   * Something went wrong: whether it is to be told. Not where all that it tells of was told before; what it does tell of is not told again.
   * @param {string} text
   */
  isNew(text) {
    const named = idsIn(text)
      .map((id) => this.#byId.get(id))
      .filter((each) => each !== undefined);
    // A script may give the sentence alone.
    const found =
      named.length > 0
        ? named
        : [...this.#silent].filter(({ sentence }) => text.includes(sentence)).slice(0, 1);
    const isNew = found.length === 0 || found.some(({ wasThrown }) => !wasThrown);
    for (const each of found) {
      this.#silent.delete(each);
      each.wasThrown = true;
    }
    return isNew;
  }

  /** Prints the lines that are left. @returns {string[]} What is to be told of those of which nobody has told. */
  end() {
    for (const failure of [...this.#unprinted]) this.#printLine(failure);
    return [...this.#silent].map(({ complaint }) => complaint);
  }
}
