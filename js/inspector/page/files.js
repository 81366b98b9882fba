import { button, byId, element, keepFocus, say, tell } from './dom.js';
import { bytes, date, halves, visible } from './formatting.js';

const { navigator } = globalThis;

async function copyKey(key) {
  await navigator.clipboard.writeText(key).then(
    () => tell(say('copied')),
    () => tell(say('notCopied')),
  );
}

/** A key's middle may be cut: its ends tell it from others. */
function keyOf(fileKey) {
  const [start, end] = halves(fileKey);
  const key = button('', () => copyKey(fileKey), 'key');
  key.append(element('span', 'start', start), element('span', 'end', end));
  key.title = say('copyKey', fileKey);
  key.setAttribute('aria-label', key.title);
  return key;
}

const cell = (...children) => element('td', '', ...children);

function rowOf({ name, size, contentType, fileKey, state, expires, guestSpace }) {
  const about = guestSpace === undefined ? contentType : `${contentType}, ${say('space')} ${guestSpace}`;
  return element(
    'tr',
    '',
    cell(element('b', '', visible(name)), ' ', element('small', '', visible(about))),
    cell(bytes(size)),
    cell(element('span', `badge ${state}`, say(state))),
    cell(expires === undefined ? '' : date(expires)),
    cell(keyOf(fileKey)),
  );
}

/** @param {{ files?: object[], count?: number, diskUsage?: number }} told The youngest files, how many there are, and their bytes. */
export function showFiles({ files, count, diskUsage }) {
  byId('file-count').textContent = count.toLocaleString('en');
  byId('usage').textContent = bytes(diskUsage);
  byId('no-files').hidden = count > 0;
  const rows = byId('file-rows');
  keepFocus(rows, () => rows.replaceChildren(...files.toReversed().map(rowOf)));
}
