import { Buffer } from 'node:buffer';

const path = '/_shim/kintone.js';
const element = Buffer.from(`<script src="${path}"></script>`);

/** Runs a pattern from a place on. */
function findFrom(pattern, page, at) {
  pattern.lastIndex = at;
  return pattern.exec(page);
}

const endOf = (found) => found && found.index + found[0].length;

const commentEnd = /--!?>/g;
const shortComment = /<!---?>/y;

/** Where a comment ends; of one that is cut off nothing, as of what follows. */
const endOfComment = (page, at) =>
  endOf(findFrom(shortComment, page, at) ?? findFrom(commentEnd, page, at + '<!--'.length));

const inTag = /['">]/g;

/** Where a tag ends: quoted values may hold what would end it. */
function endOfTag(page, at) {
  for (let mark = findFrom(inTag, page, at); mark; mark = findFrom(inTag, page, inTag.lastIndex)) {
    if (mark[0] === '>') return mark.index + 1;
    const end = page.indexOf(mark[0], mark.index + 1);
    if (end < 0) break;
    inTag.lastIndex = end + 1;
  }
  return undefined;
}

const blanks = /\s*/y;
const comment = /<!--/y;

function endOfBlanks(page, start) {
  let at = start;
  for (;;) {
    at = endOf(findFrom(blanks, page, at));
    const end = findFrom(comment, page, at) && endOfComment(page, at);
    if (!end) return at;
    at = end;
  }
}

const byteOrderMark = /(?:\xef\xbb\xbf)?/y;
const doctype = /<!doctype[^>]*>/iy;
const html = /<html(?=[\s/>])/iy;

/** Where a page's head could begin that is not written: behind its type and the tag `<html>`. */
function endOfPreamble(page) {
  let at = endOfBlanks(page, endOf(findFrom(byteOrderMark, page, 0)));
  const type = findFrom(doctype, page, at);
  if (type) at = endOfBlanks(page, endOf(type));
  return (findFrom(html, page, at) && endOfTag(page, at)) ?? at;
}

const token = /<!--|<(?:title|head|script)(?=[\s/>])/gi;
const titleEnd = /<\/title/gi;

/**
 * Where in the page, of which every byte is a character, the element goes: before every script, so that they find kintone. The page is
 * read once, from its beginning on: behind what is not ended, a title for one, stands nothing that a browser would run.
 */
function placeIn(page) {
  for (let found = findFrom(token, page, 0); found;) {
    const { 0: text, index } = found;
    const name = text.toLowerCase();
    if (name === '<script') return index;
    if (name === '<head') return endOfTag(page, index) ?? endOfPreamble(page);
    const end = name === '<title' ? endOf(findFrom(titleEnd, page, index)) : endOfComment(page, index);
    found = end && findFrom(token, page, end);
  }
  return endOfPreamble(page);
}

/** Of UTF-16: nothing can be put in byte by byte. */
const wideMark = /^(?:\xff\xfe|\xfe\xff)/;

/**
 * The page with the served script in it, unless it names that itself.
 * @param {Buffer} bytes
 * @returns {Buffer}
 */
export function injected(bytes) {
  const page = bytes.toString('latin1');
  if (page.includes(path) || wideMark.test(page)) return bytes;
  const place = placeIn(page);
  return Buffer.concat([bytes.subarray(0, place), element, bytes.subarray(place)]);
}
