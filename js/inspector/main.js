/** The inspector's page: it listens to its server and shows what it is told. */
import { Detail } from './detail.js';
import { showFiles } from './files.js';
import { List } from './list.js';
import { byId, changeLanguage, say, translate } from './page.js';

const { addEventListener, document, EventSource, fetch } = globalThis;

let isLive = false;
let files;

const list = new List((id, isOpened) => {
  // While one is open, the next one takes its place.
  if (isOpened || detail.id !== undefined) detail.show(id, isOpened);
});

const detail = new Detail(close);

function close() {
  detail.hide();
  list.focus();
}

function count() {
  byId('count').textContent = list.count.toLocaleString('en');
}

function showLink() {
  const link = byId('link');
  link.className = isLive ? 'on' : 'off';
  link.textContent = say(isLive ? 'on' : 'off');
}

function take({ begin, first, calls = [], ...more }) {
  if (begin) {
    list.clear();
    detail.hide();
  }
  if (first !== undefined) list.take(calls, first);
  if (calls.some(({ id }) => id === detail.id)) detail.show(detail.id, false);
  if (more.files) showFiles((files = more));
  count();
}

const tabs = ['calls', 'files'];

function choose(name) {
  for (const each of tabs) {
    const tab = byId(`tab-${each}`);
    tab.setAttribute('aria-selected', String(each === name));
    tab.tabIndex = each === name ? 0 : -1;
    byId(each).hidden = each !== name;
  }
  byId('filter').hidden = name !== 'calls';
  byId('clear').hidden = name !== 'calls';
}

for (const name of tabs) {
  const tab = byId(`tab-${name}`);
  tab.addEventListener('click', () => choose(name));
  tab.addEventListener('keydown', ({ key }) => {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
    const other = tabs[1 - tabs.indexOf(name)];
    choose(other);
    byId(`tab-${other}`).focus();
  });
}

byId('filter').addEventListener('input', ({ target }) => list.filter(target.value));
byId('clear').addEventListener('click', () => fetch('clear', { method: 'POST' }));
byId('language').addEventListener('click', () => {
  changeLanguage();
  showLink();
  list.draw();
  if (detail.id !== undefined) detail.show(detail.id, false);
  if (files) showFiles(files);
});

addEventListener('keydown', (event) => {
  const isTyping = event.target === byId('filter');
  if (event.key === '/' && !isTyping) {
    event.preventDefault();
    choose('calls');
    byId('filter').focus();
  } else if (event.key === 'Escape' && detail.id !== undefined && !isTyping) close();
  else if (isTyping && (event.key === 'ArrowDown' || event.key === 'Enter')) list.focus();
});

translate();
showLink();
count();
choose('calls');

const events = new EventSource('events');
events.addEventListener('open', () => {
  isLive = true;
  showLink();
});
events.addEventListener('error', () => {
  isLive = false;
  showLink();
});
events.addEventListener('message', ({ data }) => take(JSON.parse(data)));
// A page that is left must not hold its connection.
addEventListener('pagehide', () => events.close());
addEventListener('pageshow', ({ persisted }) => persisted && document.location.reload());
