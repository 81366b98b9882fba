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
 * @returns {string}
 */
export const jsonText = (value, missing) =>
  JSON.stringify(value, (name, member) => (member === undefined ? missing : whole(name, member)));
