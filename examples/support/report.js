// The terminal report: one block an example, what was called and what came back in columns, 80 cells wide.
import { stripVTControlCharacters } from 'node:util';

const width = 80;
const indent = ' '.repeat(6);
const bodyLines = 2;

// East Asian wide and fullwidth characters take two cells; these blocks are the ones that occur in Japanese text.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/**
 * How many terminal cells a text takes.
 * @param {string} text
 * @returns {number}
 */
export function cellCount(text) {
  let cells = 0;
  for (const character of stripVTControlCharacters(text)) {
    cells += wide.test(character) ? 2 : 1;
  }
  return cells;
}

/**
 * Cuts a text into lines of at most so many cells; what is left over after the last line is shown as an ellipsis.
 * @param {string} text
 * @param {number} cells
 * @param {number} lineCount
 * @returns {string[]}
 */
export function wrap(text, cells, lineCount) {
  const lines = [''];
  for (const character of text.replace(/\s+/g, ' ')) {
    if (cellCount(lines.at(-1) + character) <= cells) {
      lines.push(lines.pop() + character);
    } else if (lines.length < lineCount) {
      lines.push(character);
    } else {
      const kept = [...lines.pop()];
      while (cellCount(kept.join('')) >= cells) {
        kept.pop();
      }
      lines.push(`${kept.join('')}…`);
      break;
    }
  }
  return lines;
}

function columns(left, bytes, milliseconds) {
  const right = `${bytes.padStart(11)}${milliseconds.padStart(10)}`;
  const room = width - cellCount(right);
  const [shown] = cellCount(left) > room ? wrap(left, room, 1) : [left];
  return (shown + ' '.repeat(room - cellCount(shown)) + right).trimEnd();
}

function byteCount(count) {
  return `${count.toLocaleString('en-US')} B`;
}

function called({ api, method, url, bodyLength }) {
  const bytes = bodyLength > 0 ? byteCount(bodyLength) : '';
  return columns(`${indent.slice(2)}→ ${api} ${method} ${pathOf(url)}`, bytes, '');
}

function cameBack({ response, code, error, duration }) {
  const outcome = response ? `${response.status} ${contentType(response.headers)}` : `failure ${code}`;
  const bytes = byteCount(Buffer.byteLength(response?.body ?? error));
  return columns(`${indent.slice(2)}← ${outcome}`, bytes, `${duration.toFixed(1)} ms`);
}

function contentType(headers) {
  const name = Object.keys(headers).find((candidate) => candidate.toLowerCase() === 'content-type');
  return name ? headers[name] : '';
}

function pathOf(url) {
  const { port, pathname, search } = new URL(url);
  return `:${port}${decodeURI(pathname + search)}`;
}

/**
 * Whether a stream gets colour: a terminal, and nobody has said no (https://no-color.org).
 * @param {{ isTTY?: boolean }} stream
 * @param {Record<string, string | undefined>} env
 * @returns {boolean}
 */
export function wantsColor(stream, env) {
  return Boolean(stream.isTTY) && !env.NO_COLOR && env.TERM !== 'dumb';
}

/**
 * @param {{ color: boolean }} options
 */
export function createReport({ color }) {
  const paint = (code) => (text) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const [bold, dim, red, green, yellow] = [1, 2, 31, 32, 33].map(paint);

  const paintOutcome = ({ response }) => (!response ? red : response.status < 400 ? green : yellow);

  const callLines = (call) => [
    called(call),
    ...Object.entries(call.headers).map(([name, value]) => dim(`${indent}${name}: ${value}`)),
    paintOutcome(call)(cameBack(call)),
    ...wrap(call.response?.body ?? call.error, width - indent.length, bodyLines).map((line) =>
      dim(indent + line),
    ),
  ];

  const returnedLines = (returned) =>
    [returned]
      .flat()
      .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
      .flatMap((text) => wrap(text, width - indent.length, bodyLines))
      .map((line, index) => `${index === 0 ? `${indent.slice(2)}= ` : indent}${line}`);

  return {
    /**
     * @param {{ version: string, upstreamUrl: string, wasmBytes: number }} facts
     * @returns {string}
     */
    head: ({ version, upstreamUrl, wasmBytes }) =>
      [
        bold(`kintone-shim ${version}`),
        `kintone.proxy from C++ in WebAssembly: kintone.wasm, ${byteCount(wasmBytes)}`,
        `the upstream, a real HTTP server:      ${upstreamUrl}`,
        dim('→ the call   ← what came back   = what the script made of it'),
        '',
      ].join('\n'),

    /**
     * @param {import('./run-example.js').Outcome} outcome
     * @param {number} number
     * @returns {string}
     */
    block({ example, calls, returned, differences }, number) {
      const mark = differences.length === 0 ? green('✓') : red('✗');
      const title = `${String(number).padStart(2)}  ${example.title}`;
      const folder = `examples/${example.name}`;
      const gap = ' '.repeat(Math.max(1, width - 2 - cellCount(title) - folder.length));
      return [
        `${mark} ${bold(title)}${gap}${dim(folder)}`,
        ...calls.flatMap(callLines),
        ...(returned === undefined ? [] : returnedLines(returned)),
        ...differences.map((text) => red(`${indent}${text}`)),
        '',
      ].join('\n');
    },

    /**
     * @param {import('./run-example.js').Outcome[]} outcomes
     * @param {number} milliseconds
     * @returns {string}
     */
    foot(outcomes, milliseconds) {
      const callCount = outcomes.reduce((sum, { calls }) => sum + calls.length, 0);
      const wrong = outcomes.filter(({ differences }) => differences.length > 0);
      const facts = `${outcomes.length} examples, ${callCount} calls, ${milliseconds.toFixed(0)} ms`;
      return wrong.length === 0
        ? green(`${facts}: all came back as expected.`)
        : red(
            `${facts}: ${wrong.length} came back different (${wrong.map(({ example }) => example.name).join(', ')}).`,
          );
    },
  };
}
