/**
 * One line of the table. What is compared is `value`; the rest is for the reader.
 * @typedef {object} Row
 * @property {string} question
 * @property {string} ours
 * @property {string} peer
 * @property {number} value
 * @property {string} unit of value: '×' for a ratio to the peer
 * @property {'<=' | '>='} bound
 * @property {number} target
 * @property {unknown} [detail] goes to the JSON only
 */

/**
 * @param {Row} row
 * @returns {boolean}
 */
export function isMet({ value, bound, target }) {
  return bound === '<=' ? value <= target : value >= target;
}

const yesOrNo = (is) => (is ? 'yes' : 'no');

/** @param {number} value */
export const milliseconds = (value) => `${value.toFixed(value < 10 ? 3 : 1)} ms`;

/**
 * The row of two sides that took milliseconds.
 * @param {string} question
 * @param {{ ours: number, peer: number, ratio: number, pairs: number[][] }} measured as measurePairs gives it
 * @param {number} target the largest ratio that is good
 * @returns {Row}
 */
export const timeRow = (question, { ours, peer, ratio, pairs }, target) => ({
  question,
  ours: milliseconds(ours),
  peer: milliseconds(peer),
  value: ratio,
  unit: '×',
  bound: '<=',
  target,
  detail: pairs,
});

/**
 * The row of a question that is answered by yes or no, in several places.
 * @param {string} question
 * @param {boolean[]} ours of each place
 * @param {boolean[]} peer
 * @param {unknown} detail
 * @returns {Row}
 */
export const yesRow = (question, ours, peer, detail) => ({
  question,
  ours: ours.map(yesOrNo).join(', '),
  peer: peer.map(yesOrNo).join(', '),
  value: ours.filter(Boolean).length,
  unit: ' yes',
  bound: '>=',
  target: ours.length,
  detail,
});

/** @param {number} bytes */
export const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** @param {number} bytes @param {number} ms */
export const throughput = (bytes, ms) => `${(bytes / 2 ** 20 / (ms / 1000)).toFixed(0)} MiB/s`;
