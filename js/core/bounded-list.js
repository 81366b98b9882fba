/** How much is kept to be looked at, by the journal of a test and by the inspector: a server runs for days. */

/** Characters of a body; of a Blob bytes. */
export const longestBody = 256 * 1024;

/** Items of a list, and characters in them. */
const mostKept = 1_000;
const mostText = 64 * 1024 * 1024;

/** The last items, oldest first: the oldest are forgotten where there are too many, or too many characters in them. */
export class BoundedList {
  #items = [];
  #lengths = [];
  #text = 0;

  /**
   * @param {any} item
   * @param {number} length Characters that it keeps.
   * @returns {any[]} Those that were forgotten for it.
   */
  add(item, length) {
    this.#items.push(item);
    this.#lengths.push(length);
    this.#text += length;
    let gone = 0;
    while (this.#items.length - gone > mostKept || this.#text > mostText) {
      this.#text -= this.#lengths[gone];
      gone += 1;
    }
    this.#lengths.splice(0, gone);
    return this.#items.splice(0, gone);
  }

  get items() {
    return this.#items;
  }
}
