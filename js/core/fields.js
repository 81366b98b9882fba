/** Field lines as they cross: names and values in turn, values as binary strings. */

/** Those of a `Headers`: merged, names in lower case. */
export function fieldsOf(headers) {
  const fields = [];
  headers.forEach((value, name) => fields.push(name, value));
  return fields;
}

/** As `Headers` and fetch take them. */
export const headersOf = (fields) =>
  Array.from({ length: fields.length / 2 }, (_, i) => fields.slice(2 * i, 2 * i + 2));
