import { Buffer } from 'node:buffer';

const path = '/_shim/kintone.js';
const element = Buffer.from(`<script src="${path}"></script>`);

/** Within a tag: quoted values may hold what would end it. */
const attributes = `(?:[\\s/](?:"[^"]*"|'[^']*'|[^'">]){0,1000})?`;
const tokens = new RegExp(
  `<!--(?:-?>|[^]*?(?:--!?>|$))|<title[\\s>][^]*?</title|<head${attributes}>|<script(?=[\\s/>])`,
  'gi',
);
const preamble = new RegExp(
  `^(?:\\xef\\xbb\\xbf)?(?:\\s|<!--[^]*?-->)*(?:<!doctype[^>]*>)?(?:\\s|<!--[^]*?-->)*(?:<html${attributes}>)?`,
  'i',
);

/** Where in the page, of which every byte is a character, the element goes: before every script, so that they find kintone. */
function placeIn(page) {
  for (const { 0: token, index } of page.matchAll(tokens)) {
    if (/^<head/i.test(token)) return index + token.length;
    if (/^<script/i.test(token)) return index;
  }
  return preamble.exec(page)[0].length;
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
