/** The inspector's page: it listens to its server and shows what it is told. */
import { Detail } from './detail.js';
import { showFiles } from './files.js';
import { List } from './list.js';
import { all, byId, changeLanguage, say, tell, translate } from './dom.js';

const { addEventListener, document, EventSource, fetch } = globalThis;

let link = 'off';
let files;

/** While one call covers all of the others. */
const narrow = globalThis.matchMedia('(width < 760px)');

const list = new List((id, isOpened, byKey) => {
  showKeys();
  // While one is open, the next one takes its place.
  if (!isOpened && detail.id === undefined) return;
  // Whoever clicks goes on in the list.
  detail.show(id, isOpened && (byKey || narrow.matches)).then(cover);
}, showKeys);

const detail = new Detail(close);

/** Names the keys that do something now. */
function showKeys() {
  const isCallsShown = !byId('calls').hidden;
  const isOpen = detail.id !== undefined;
  const named = {
    choose: isCallsShown && list.hasCalls,
    open: isCallsShown && list.hasChosen && !isOpen,
    find: true,
    hide: isCallsShown && isOpen,
  };
  for (const [name, isNamed] of Object.entries(named)) byId(`key-${name}`).hidden = !isNamed;
}

/** Nobody comes to what is covered. */
function cover() {
  const isCovered = detail.id !== undefined && narrow.matches && !byId('calls').hidden;
  for (const each of all('header, .list, footer')) each.inert = isCovered;
  showKeys();
}

narrow.addEventListener('change', cover);

function close() {
  detail.hide();
  cover();
  list.focus();
}

function count() {
  byId('count').textContent = list.count.toLocaleString('en');
}

function showLink(state = link) {
  link = state;
  const shown = byId('link');
  shown.className = state === 'on' ? 'on' : 'off';
  shown.textContent = say(state);
}

function take({ begin, first, calls = [], ...more }) {
  if (begin) {
    list.clear();
    detail.hide();
    cover();
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
  list.appear();
  showKeys();
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

const [filter] = all('#filter');
filter.addEventListener('input', () => list.filter(filter.value));
byId('clear').addEventListener('click', async () => {
  const answer = await fetch('clear', { method: 'POST' }).catch(() => undefined);
  if (!answer?.ok) tell(say('lost'));
});
byId('language').addEventListener('click', () => {
  changeLanguage();
  showLink();
  list.translate();
  if (detail.id !== undefined) detail.show(detail.id, false);
  if (files) showFiles(files);
});

addEventListener('keydown', (event) => {
  const { key, target, altKey, ctrlKey, metaKey, isComposing } = event;
  // While a word is being composed its keys are the input method's.
  if (isComposing || altKey || ctrlKey || metaKey) return;
  const isTyping = target === byId('filter');
  const isCallsShown = !byId('calls').hidden;
  if (key === '/' && !isTyping && !byId('filter').closest('[inert]')) {
    event.preventDefault();
    choose('calls');
    byId('filter').focus();
  } else if (key === 'Escape' && detail.id !== undefined && !isTyping && isCallsShown) close();
  else if (isTyping && (key === 'ArrowDown' || key === 'Enter')) list.focus();
  // While nothing has the focus the keys are the list's.
  else if (target === document.body && isCallsShown) list.press(event);
});

translate();
showLink();
count();
choose('calls');

const events = new EventSource('events');
events.addEventListener('open', () => showLink('on'));
// A server that refuses, as one page too many, is not asked again.
events.addEventListener('error', () =>
  showLink(events.readyState === EventSource.CLOSED ? 'refused' : 'off'),
);
events.addEventListener('message', ({ data }) => take(JSON.parse(data)));
// A page that is left must not hold its connection.
addEventListener('pagehide', () => events.close());
addEventListener('pageshow', ({ persisted }) => persisted && document.location.reload());
