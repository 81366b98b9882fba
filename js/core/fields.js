/** Field lines as they cross: names and values in turn, values as binary strings. */
import { TextEncoder } from './platform.js';

/** Those of a `Headers`: merged, names in lower case. */
export function fieldsOf(headers) {
  const fields = [];
  headers.forEach((value, name) => fields.push(name, value));
  return fields;
}

/** A text as the characters of its bytes in UTF-8. */
export const binaryText = (text) =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');

/** As `Headers` and fetch take them. */
export const headersOf = (fields) =>
  Array.from({ length: fields.length / 2 }, (_, i) => fields.slice(2 * i, 2 * i + 2));

/** A request's head for the core: the number of names and values, what is told of it, and the fields, a NUL between two. */
export const packed = (method, target, about, fields) =>
  [fields.length, method, target, ...about, ...fields].join('\0').toWellFormed();
