/** `${…}` in case data: what it stands for, and the cases that `each` makes of one. Grammar: tests/conformance/README.md. */

const place = /\$\{([A-Za-z][\w.]*)(?: ?([+-]) ?(\d+))?\}/g;

/** What a value is called in a title. */
function titleOf(value) {
  if (typeof value === 'string') return value;
  if (typeof value?.$ === 'string') return value.$;
  return JSON.stringify(value);
}

/**
 * A copy of `value` with each `${name}`, `${name+1}` in its strings replaced. A string that is one such place becomes what
 * `lookup` gives, of whatever type; within a longer text its title stands. A name that `lookup` does not know stays.
 * @param {unknown} value
 * @param {(name: string) => unknown} lookup
 */
export function substitute(value, lookup) {
  if (typeof value === 'string') return substituteText(value, lookup);
  if (Array.isArray(value)) return value.map((one) => substitute(one, lookup));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [substituteText(name, lookup), substitute(one, lookup)]),
  );
}

function substituteText(text, lookup) {
  const valueAt = ([, name, sign, offset]) => {
    const found = lookup(name);
    return offset === undefined || found === undefined ? found : found + Number(`${sign}${offset}`);
  };
  const matches = [...text.matchAll(place)];
  if (matches.length === 1 && matches[0][0] === text) {
    const found = valueAt(matches[0]);
    return found === undefined ? text : found;
  }
  return text.replace(place, (...match) => {
    const found = valueAt(match);
    return found === undefined ? match[0] : titleOf(found);
  });
}

/** The dotted names that stand in the data: `limit.upload`, `code.timedOut`. */
export function namesIn(value) {
  return new Set([...JSON.stringify(value).matchAll(place)].map(([, name]) => name));
}

/** A lookup of dotted names in a table of tables. */
export function lookupIn(tables) {
  return (name) => name.split('.').reduce((table, part) => table?.[part], tables);
}

/** Every combination of an object of lists; a list of objects stands for itself. */
function bindingsOf(each) {
  if (Array.isArray(each)) return each;
  return Object.entries(each).reduce(
    (bindings, [name, values]) =>
      bindings.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

/**
 * The cases of a file: those with `each` once for each of its bindings.
 * @param {object[]} cases
 * @returns {object[]} each with `name`, unique, and `group`: the name before `each` was put in
 */
export function expand(cases) {
  return cases.flatMap(({ each = {}, ...rest }) => {
    const group = `${rest.rule} ${rest.title}`;
    return bindingsOf(each).map((binding) => {
      const one = substitute(rest, (name) => (Object.hasOwn(binding, name) ? binding[name] : undefined));
      return { ...one, name: `${one.rule} ${one.title}`, group };
    });
  });
}
