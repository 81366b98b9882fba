/** The calls in lines, of which only those that can be seen have elements: there may be ten thousand. */
import { byId, bytes, element, milliseconds, outcome, say, time } from './page.js';

const { getComputedStyle, requestAnimationFrame } = globalThis;

/** Lines above and below those that can be seen. */
const margin = 6;

const columns = ['status', 'method', 'url', 'api', 'size', 'took', 'time'];

function makeRow() {
  const row = element('div', 'row');
  row.setAttribute('role', 'option');
  row.cells = Object.fromEntries(columns.map((name) => [name, element('span', name)]));
  row.origin = row.cells.url.appendChild(element('span', 'origin'));
  row.path = row.cells.url.appendChild(element('span', 'path'));
  row.append(...Object.values(row.cells));
  return row;
}

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function fill(row, call, index, isChosen) {
  const { cells } = row;
  const { word, className, long } = outcome(call);
  row.id = `call-${call.id}`;
  row.dataset.id = call.id;
  row.className = `row ${className}${isChosen ? ' chosen' : ''}${call.warnings.length > 0 ? ' warned' : ''}`;
  row.setAttribute('aria-selected', String(isChosen));
  row.setAttribute('aria-posinset', String(index + 1));
  put(cells.status, word);
  cells.status.title = word === long ? '' : `${long} ${word}`;
  put(cells.method, call.method);
  const [, origin, path] = /^(?:https?:\/\/)?([^/?#]*)([^]*)$/.exec(call.url);
  put(row.origin, origin);
  put(row.path, path);
  cells.url.title = call.url;
  put(cells.api, call.api);
  put(cells.size, call.state === 'success' ? bytes(call.received) : '');
  put(cells.took, milliseconds(call.duration));
  put(cells.time, time(call.startedAt));
}

/** What a filter compares: every word must be found, those with a `-` must not. */
function matcher(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  return (call) => {
    call.words ??= [call.api, call.method, call.url, call.state, call.status, call.code, ...call.warnings]
      .join(' ')
      .toLowerCase();
    return words.every((word) =>
      word.length > 1 && word[0] === '-' ? !call.words.includes(word.slice(1)) : call.words.includes(word),
    );
  };
}

export class List {
  #calls = new Map();
  #shown = [];
  #matches = () => true;
  #rows = [];
  #chosen;
  #isDrawn = true;
  #isChanged = false;
  #scroller = byId('scroller');
  #space = byId('rows');
  #choose;

  /** @param {(id: number | undefined, isOpened: boolean) => void} choose Told of the call that was chosen, and whether to open it. */
  constructor(choose) {
    this.#choose = choose;
    this.#scroller.addEventListener('scroll', () => this.draw(), { passive: true });
    this.#scroller.addEventListener('keydown', (event) => this.#press(event));
    this.#space.addEventListener('click', ({ target }) => {
      const id = target.closest('.row')?.dataset.id;
      if (id) this.choose(Number(id), true);
    });
    new globalThis.ResizeObserver(() => this.draw()).observe(this.#scroller);
  }

  get count() {
    return this.#calls.size;
  }

  get chosen() {
    return this.#chosen;
  }

  /** Takes calls that are new or have gone on; those before the number `first` are forgotten. */
  take(calls, first) {
    for (const call of calls) this.#calls.set(call.id, call);
    for (const id of this.#calls.keys()) {
      if (id >= first) break;
      this.#calls.delete(id);
    }
    this.#isChanged = true;
    this.draw();
  }

  clear() {
    this.#calls.clear();
    this.#isChanged = true;
    this.draw();
  }

  filter(text) {
    this.#matches = matcher(text);
    this.#isChanged = true;
    this.draw();
  }

  choose(id, isOpened) {
    this.#chosen = id;
    this.#choose(id, isOpened);
    this.draw();
  }

  focus() {
    this.#scroller.focus();
  }

  /** Draws with the next frame, once. */
  draw() {
    if (!this.#isDrawn) return;
    this.#isDrawn = false;
    requestAnimationFrame(() => {
      this.#isDrawn = true;
      this.#drawNow();
    });
  }

  get #rowHeight() {
    return Number.parseFloat(getComputedStyle(this.#scroller).getPropertyValue('--row'));
  }

  #drawNow() {
    const scroller = this.#scroller;
    const height = this.#rowHeight;
    // Whoever looks at the youngest goes on doing so.
    const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - height / 2;
    if (this.#isChanged) {
      this.#isChanged = false;
      this.#shown = [...this.#calls.values()].filter(this.#matches).sort((a, b) => a.id - b.id);
      this.#space.style.height = `${this.#shown.length * height}px`;
      if (isAtEnd) scroller.scrollTop = scroller.scrollHeight;
      const empty = byId('empty');
      empty.hidden = this.#shown.length > 0;
      empty.dataset.text = this.#calls.size > 0 ? 'noMatch' : 'empty';
      empty.textContent = say(empty.dataset.text);
    }
    this.#space.style.height = `${this.#shown.length * height}px`;
    const first = Math.max(0, Math.floor(scroller.scrollTop / height) - margin);
    const last = Math.min(
      this.#shown.length,
      Math.ceil((scroller.scrollTop + scroller.clientHeight) / height) + margin,
    );
    while (this.#rows.length < last - first) this.#rows.push(this.#space.appendChild(makeRow()));
    while (this.#rows.length > last - first) this.#rows.pop().remove();
    this.#rows.forEach((row, i) => {
      const call = this.#shown[first + i];
      fill(row, call, first + i, call.id === this.#chosen);
      row.setAttribute('aria-setsize', String(this.#shown.length));
      row.style.transform = `translateY(${(first + i) * height}px)`;
    });
    const isThere = this.#rows.some((row) => Number(row.dataset.id) === this.#chosen);
    if (isThere) scroller.setAttribute('aria-activedescendant', `call-${this.#chosen}`);
    else scroller.removeAttribute('aria-activedescendant');
  }

  #press(event) {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey || this.#shown.length === 0) return;
    const height = this.#rowHeight;
    const page = Math.max(1, Math.floor(this.#scroller.clientHeight / height) - 1);
    const at = this.#shown.findIndex(({ id }) => id === this.#chosen);
    const steps = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -page,
      PageDown: page,
      Home: -Infinity,
      End: Infinity,
    };
    if (key === 'Enter' && at >= 0) this.choose(this.#chosen, true);
    else if (Object.hasOwn(steps, key)) {
      const start = at < 0 && steps[key] < 0 ? this.#shown.length : at;
      const index = Math.min(Math.max(start + steps[key], 0), this.#shown.length - 1);
      const top = index * height;
      const { scrollTop, clientHeight } = this.#scroller;
      if (top < scrollTop) this.#scroller.scrollTop = top;
      else if (top + height > scrollTop + clientHeight) {
        this.#scroller.scrollTop = top + height - clientHeight;
      }
      this.choose(this.#shown[index].id, false);
    } else return;
    event.preventDefault();
  }
}
