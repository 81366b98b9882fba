/** A call as a command for a shell: nothing in it that a terminal would obey, or show in another order than it stands there. */
import { unsafe } from './formatting.js';

const everyUnsafe = new RegExp(unsafe, 'gu');

const hex = (byte) => `\\x${byte.toString(16).padStart(2, '0')}`;
const inBytes = (char) => [...new TextEncoder().encode(char)].map(hex).join('');

const escaped = (text, pattern, how) => `$'${text.replace(/[\\']/g, '\\$&').replace(pattern, how)}'`;

/** A word of bash or zsh, which expand nothing in it; control characters by their bytes, whatever the shell's locale is. */
export function quoted(text) {
  if (unsafe.test(text)) return escaped(text, everyUnsafe, inBytes);
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A header's line: a character up to U+00FF in it is a byte. */
function quotedField(line) {
  if (!/[\x80-\xff]/.test(line)) return quoted(line);
  const pattern = new RegExp(`[\\x80-\\xff]|${unsafe.source}`, 'gu');
  return escaped(line, pattern, (char) => {
    const code = char.codePointAt(0);
    return code <= 0xff ? hex(code) : inBytes(char);
  });
}

/** What curl sets by itself. */
const framing = /^(?:content-length|connection|transfer-encoding)$/i;

/** Others than tokens are no names of headers, and curl would read a file for `@`. */
const isName = (name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !framing.test(name);

/** Bytes of a body in a command: the arguments of a process have an end. */
const longestBody = 100_000;

/** The URL in ASCII, as it is sent. */
function inAscii(url) {
  const host = /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1] ?? '';
  const sent =
    /[^\x21-\x7e]/.test(host) && URL.canParse(url) ? url.replace(host, () => new URL(url).host) : url;
  return sent.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}

/** The host that curl would say by itself. */
const hostOf = (url) => (URL.canParse(url) ? new URL(url).host : undefined);

/** Whether all of a body can stand in the command. */
const isShort = ({ text, bytes, kept }) =>
  Boolean(text) && kept === undefined && bytes <= longestBody && !text.includes('\0');

const isForm = (fields) =>
  fields.some(([name, value]) => /^content-type$/i.test(name) && /^multipart\/form-data/i.test(value));

/** The words for a body, and which header is not to be sent with it. */
function wordsOf({ api, method, request: { fields, body } }) {
  if (body && isShort(body)) return { words: [`--data-raw ${quoted(body.text)}`] };
  // The parts of an upload are not kept.
  if (body?.bytes > 0 && api === 'REST' && isForm(fields)) {
    return { words: ["-F 'file=@FILE'"], left: 'content-type' };
  }
  if (body?.bytes > 0) return { words: ["--data-binary '@FILE'"] };
  return { words: /^(?:post|put)$/i.test(method) ? ["--data-raw ''"] : [] };
}

/**
 * @param {object} call All of it, as the inspector's server tells it.
 * @returns {string} A command that sends the same. `FILE` stands in it for a body that is long, or not kept.
 */
export function asCurl(call) {
  const { method, url, request } = call;
  const { words, left } = wordsOf(call);
  const upper = method.toUpperCase();
  const verb =
    upper === 'HEAD' ? ['--head'] : upper === 'GET' && words.length === 0 ? [] : [`-X ${quoted(upper)}`];
  const sent = request.fields.filter(([name, value]) => {
    const lower = name.toLowerCase();
    if (lower === 'host') return value !== hostOf(url);
    return isName(name) && lower !== left;
  });
  // curl sends a header without a value where a semicolon stands for the colon.
  const headers = sent.map(
    ([name, value]) => `-H ${quotedField(value === '' ? `${name};` : `${name}: ${value}`)}`,
  );
  const hasType = request.fields.some(([name]) => name.toLowerCase() === 'content-type');
  if (words.length > 0 && !hasType) headers.push("-H 'Content-Type:'");
  const start = ['curl --globoff --path-as-is --compressed', ...verb, `--url ${quoted(inAscii(url))}`];
  return [...start, ...headers, ...words].join(' \\\n  ');
}
