/** What went wrong in a script, for people. */
import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

const ownFolder = dirname(fileURLToPath(import.meta.url)) + sep;

/** Whether a file is the package's own. */
const isOurs = (path) => path.startsWith(ownFolder);

/** What is a page's, and not Node's. */
const ofPages =
  /^(window|self|document|location|navigator|history|screen|localStorage|sessionStorage|alert|confirm|prompt|addEventListener|getComputedStyle|requestAnimationFrame|jQuery|\$|XMLHttpRequest|FileReader|DOMParser|MutationObserver|Image|Node|Element|HTML\w*Element) is not defined$/;

/** What a line of a stack ends with: line and column. */
const position = /:\d+:\d+\)?$/;

/** The file of a line of a stack, if any. The line may as well be a message's: no pattern is to try each of its brackets. */
function fileOf(line) {
  const [end] = position.exec(line) ?? [];
  const bracket = line.indexOf(' (');
  const isInBrackets = end?.endsWith(')');
  if (end === undefined || (isInBrackets && bracket < 0)) return undefined;
  const place = isInBrackets ? line.slice(bracket + ' ('.length) : line.replace(/^\s+at (?:async )?/, '');
  return place.slice(0, place.length - end.length);
}

/** Errors behind an error that are told. */
const mostCauses = 5;

function hintFor(error) {
  const message = String(error?.message);
  const [, name] = (error?.name === 'ReferenceError' && ofPages.exec(message)) || [];
  if (name) {
    return [
      `It needs a page: there is no ${name} in Node.`,
      'Let a page load it: kintone-shim serve. Or test it with jsdom or happy-dom.',
    ];
  }
  if (error?.name === 'ReferenceError' && message === 'await is not defined') {
    return [
      'At the top of a script await before ( or [ is taken for the name of something.',
      'Put the script into (async () => { ... })();',
    ];
  }
  return [];
}

/** Of a script's error Node shows the line that threw it: where that is ours, it tells nothing. */
const headOfStack = /^(.+):\d+\n.*\n *\^+\n\n/;

const pathOf = (file) => file.replace(/^file:\/\//, '');

/** Without the lines of Node's and our own machinery. */
function stackOf(error) {
  const text = String(error.stack).replace(headOfStack, (head, file) => (isOurs(pathOf(file)) ? '' : head));
  const lines = text.split('\n');
  const isForeign = (line) => {
    if (!/^\s+at /.test(line)) return true;
    const file = fileOf(line);
    return file !== undefined && !file.startsWith('node:') && !isOurs(pathOf(file));
  };
  return lines.filter(isForeign).join('\n');
}

/** What an error has behind it. */
function causesOf({ cause, errors }) {
  return [...(cause === undefined ? [] : [cause]), ...(Array.isArray(errors) ? errors : [])];
}

function describe(error, depth = 0, told = new Set()) {
  if (typeof error?.stack !== 'string') return typeof error === 'string' ? error : inspect(error);
  told.add(error);
  const texts = [stackOf(error)];
  for (const cause of depth < mostCauses ? causesOf(error) : []) {
    if (!told.has(cause)) texts.push(`cause: ${describe(cause, depth + 1, told)}`);
  }
  return texts.join('\n');
}

/**
 * @param {unknown} error
 * @returns {string} Some lines.
 */
export function explain(error) {
  try {
    return [describe(error), ...hintFor(error)].join('\n');
  } catch {
    // What it is made of throws.
    return inspect(error, { getters: false, customInspect: false });
  }
}
