/**
 * An object of the core's, read from its JSON text. It has no prototype: what the core left out is not there, whatever somebody
 * gave to the prototype of all objects.
 * @param {string} text
 * @returns {object}
 */
export const parsed = (text) => Object.setPrototypeOf(JSON.parse(text), null);

/**
 * The own members of an object, such as options, in one without a prototype, for the same reason.
 * @param {object} [given]
 * @returns {object}
 */
export const ownOf = (given) => Object.assign(Object.create(null), given);
