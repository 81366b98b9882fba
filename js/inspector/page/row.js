/** A call in a line. */
import { element, outcome, say } from './dom.js';
import { bytes, decoded, duration, halves, time, visible } from './formatting.js';

const { document } = globalThis;

const columns = ['status', 'method', 'url', 'api', 'sent', 'received', 'took', 'time'];

export function makeRow() {
  const row = element('div', 'row');
  row.setAttribute('role', 'option');
  const cells = Object.fromEntries(columns.map((name) => [name, element('span', name)]));
  const origin = cells.url.appendChild(element('span', 'origin'));
  const start = element('span', 'start');
  const end = element('span', 'end');
  cells.url.append(element('span', 'path', start, end));
  const maker = cells.api.appendChild(element('span', 'maker'));
  const api = cells.api.appendChild(element('span'));
  for (const cell of Object.values(cells)) row.append(cell, ' ');
  return Object.assign(row, { cells, origin, start, end, maker, api });
}

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** A code may go on in another line behind each of its words. */
function putCode(node, text) {
  if (node.textContent === text) return;
  const parts = text.split(/(?<=_)/).flatMap((part) => [part, document.createElement('wbr')]);
  node.replaceChildren(...parts.slice(0, -1));
}

/** Of a call that goes on nothing has come yet; what is 0 tells nobody anything. */
const amount = (count) => (count > 0 ? bytes(count) : '');

/** Shows a call in a row, which may have been another's. */
export function fillRow(row, call, isChosen) {
  const { cells } = row;
  const { word, className, long } = outcome(call);
  row.id = `call-${call.id}`;
  row.dataset.id = call.id;
  row.className = `row ${className}${isChosen ? ' chosen' : ''}${call.warnings.length > 0 ? ' warned' : ''}`;
  row.setAttribute('aria-selected', String(isChosen));
  putCode(cells.status, word);
  cells.status.title = word === long ? '' : long;
  cells.status.classList.toggle('code', call.state === 'failure');
  put(cells.method, visible(call.method));
  const [, origin, path] = /^https?:\/\/([^/?#]*)([^]*)$/i.exec(call.url) ?? ['', '', call.url];
  put(row.origin, visible(origin));
  const shown = visible(decoded(path));
  const [start, end] = halves(shown);
  put(row.start, start);
  put(row.end, end);
  cells.url.title = visible(call.url);
  const [, maker, api] = /^(kintone\.)?(.*)$/.exec(call.api);
  put(row.maker, maker ?? '');
  put(row.api, api);
  put(cells.sent, amount(call.sent));
  put(cells.received, amount(call.received));
  cells.sent.title = cells.sent.textContent && say('sent');
  cells.received.title = cells.received.textContent && say('received');
  put(cells.took, duration(call.duration));
  // Whoever hears it hears no path in two halves.
  const heard = [long, call.method, origin + shown, call.api, cells.took.textContent];
  row.setAttribute('aria-label', heard.join(' '));
  put(cells.time, time(call.startedAt));
}
