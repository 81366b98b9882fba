/** JSON that the core reads: lone surrogates, which are no UTF-8, become U+FFFD, in names too. */

const isWhole = (name) => name.isWellFormed();

function whole(name, value) {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const names = Object.keys(value);
  if (names.every(isWhole)) return value;
  return Object.fromEntries(names.map((each) => [each.toWellFormed(), value[each]]));
}

/**
 * @param {unknown} value
 * @param {unknown} [missing] What stands for undefined: nothing, unless null is given.
 * @param {(number: number) => unknown} [ofNumber] What stands for a number; JSON has null for NaN and Infinity.
 * @returns {string}
 */
export const jsonText = (value, missing, ofNumber = (number) => number) =>
  JSON.stringify(value, (name, member) => {
    if (member === undefined) return missing;
    return typeof member === 'number' ? ofNumber(member) : whole(name, member);
  });
