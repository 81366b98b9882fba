import { button, byId, bytes, date, element, say, tell } from './page.js';

const { navigator } = globalThis;

async function copyKey(key) {
  await navigator.clipboard.writeText(key).then(
    () => tell(say('copied')),
    () => tell(say('notCopied')),
  );
}

function cell(label, ...children) {
  const made = element('td', '', ...children);
  made.dataset.label = label;
  return made;
}

function rowOf({ name, size, contentType, fileKey, state, expires, guestSpace }) {
  const about = guestSpace === undefined ? contentType : `${contentType}, ${say('space')} ${guestSpace}`;
  return element(
    'tr',
    '',
    cell(say('name'), element('b', '', name), element('small', '', about)),
    cell(say('size'), bytes(size)),
    cell(say('state'), element('span', `badge ${state}`, say(state))),
    cell(say('expires'), expires === undefined ? '' : date(expires)),
    cell(
      say('key'),
      button(fileKey, () => copyKey(fileKey), 'key'),
    ),
  );
}

/** @param {{ files: object[], count: number, diskUsage: number }} told The youngest files, how many there are, and their bytes. */
export function showFiles({ files, count, diskUsage }) {
  byId('file-count').textContent = count.toLocaleString('en');
  byId('usage').textContent = bytes(diskUsage);
  byId('no-files').hidden = count > 0;
  byId('file-rows').replaceChildren(...files.toReversed().map(rowOf));
}
