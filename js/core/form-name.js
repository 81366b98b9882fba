/**
 * A name in quotation marks in the head of a part of a form. HTML, "multipart form data": what would end it is escaped.
 * @param {string} name
 */
export const quotedName = (name) =>
  `"${name.toWellFormed().replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')}"`;
