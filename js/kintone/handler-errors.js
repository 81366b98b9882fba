/** Errors of a screen that are kept. */
const mostKept = 1_000;

/** Errors that handlers threw on each screen, and which of them no test has read yet: verify() reports those. */
export class HandlerErrors {
  #unseen = new Set();
  #here = [];
  #note;

  /** @param {(message: string) => void} note Keeps what verify() says. */
  constructor(note) {
    this.#note = note;
  }

  /**
   * A screen is opened.
   * @returns {() => readonly unknown[]} What was thrown since: whoever asks is told of all of it.
   */
  open() {
    const here = [];
    this.#here = here;
    return () => {
      for (const each of here) this.#unseen.delete(each);
      return Object.freeze(here.map(({ error }) => error));
    };
  }

  /** @param {unknown} error @param {string | undefined} message What verify() says, where nobody is told of it. */
  add(error, message) {
    const each = { error, message };
    if (message !== undefined) this.#unseen.add(each);
    this.#here.push(each);
    if (this.#here.length > mostKept) this.#tell([this.#here.shift()]);
  }

  #tell(list) {
    for (const each of list) if (this.#unseen.delete(each)) this.#note(each.message);
  }

  /** What nobody was told of up to now is for verify(). */
  tell() {
    this.#tell([...this.#unseen]);
  }

  clear() {
    this.#unseen.clear();
    this.#here = [];
  }
}
