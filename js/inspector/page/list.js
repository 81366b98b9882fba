/** The calls in lines, of which only those that can be seen have elements: there may be ten thousand. */
import { matcher } from './match.js';
import { byId, say } from './dom.js';
import { fillRow, makeRow } from './row.js';

const { getComputedStyle, requestAnimationFrame } = globalThis;

/** Lines above and below those that can be seen. */
const margin = 6;

export class List {
  #calls = new Map();
  #shown = [];
  /** @type {(call: object) => boolean} */
  #matches = () => true;
  #rows = [];
  #chosen;
  #isDrawn = true;
  #isChanged = true;
  /** Whoever looks at the youngest goes on doing so; anybody else at the call that is the first in sight. */
  #follows = true;
  #first = { id: 0, offset: 0 };
  #height;
  #top = 0;
  #scroller = byId('scroller');
  #space = byId('rows');
  #head = byId('head');
  #choose;
  #arranged;

  /**
   * @param {(id: number, isOpened: boolean, byKey: boolean) => void} choose Told of the call that was chosen, whether to open it, and
   *   whether it was by a key.
   * @param {() => void} arranged Called when other calls are there to be chosen.
   */
  constructor(choose, arranged) {
    this.#choose = choose;
    this.#arranged = arranged;
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#scroller.addEventListener('keydown', (event) => this.press(event));
    // What has the focus by a key keeps its ring; with a click it has it anew.
    this.#scroller.addEventListener('pointerdown', () => this.#scroller.blur());
    this.#space.addEventListener('click', ({ target }) => {
      /** @type {HTMLElement | null} */
      const row = /** @type {Element} */ (target).closest('.row');
      const id = row?.dataset.id;
      if (id) this.choose(Number(id), true, false);
    });
    new globalThis.ResizeObserver(() => this.draw()).observe(this.#scroller);
    this.draw();
  }

  get count() {
    return this.#calls.size;
  }

  /** Whether there is a call to choose, and whether one is chosen that can be opened. */
  get hasCalls() {
    return this.#shown.length > 0;
  }

  get hasChosen() {
    return this.#shown.some(({ id }) => id === this.#chosen);
  }

  /** Takes calls that are new or have gone on; those before the number `first` are forgotten. */
  take(calls, first) {
    for (const call of calls) this.#calls.set(call.id, call);
    for (const id of this.#calls.keys()) {
      if (id >= first) break;
      this.#calls.delete(id);
    }
    this.#change();
  }

  clear() {
    this.#calls.clear();
    this.#follows = true;
    this.#change();
  }

  filter(text) {
    this.#matches = matcher(text);
    this.#change();
  }

  /** The language is another. */
  translate() {
    for (const call of this.#calls.values()) delete call.words;
    this.#change();
  }

  choose(id, isOpened, byKey) {
    this.#chosen = id;
    this.#choose(id, isOpened, byKey);
    this.draw();
  }

  focus() {
    this.#scroller.focus();
  }

  /** It can be seen again. */
  appear() {
    this.#drawNow();
  }

  #change() {
    this.#isChanged = true;
    this.draw();
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

  #scrolled() {
    this.#lookWhere();
    this.draw();
  }

  #lookWhere() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroller;
    // Hidden, it is nowhere.
    if (clientHeight === 0) return;
    const height = this.#height;
    this.#top = scrollTop;
    this.#follows = scrollTop + clientHeight >= scrollHeight - height / 2;
    const call = this.#shown[Math.floor(scrollTop / height)];
    if (call) this.#first = { id: call.id, offset: scrollTop % height };
  }

  /** Lays the lines out anew, so that nobody loses their place. */
  #arrange(height) {
    const scroller = this.#scroller;
    this.#isChanged = false;
    this.#height = height;
    this.#shown = [...this.#calls.values()].filter(this.#matches).sort((a, b) => a.id - b.id);
    this.#space.style.height = `${this.#shown.length * height}px`;
    const { id, offset } = this.#first;
    const at = this.#shown.findIndex((call) => call.id >= id);
    // Of a call that has gone the offset is nobody's.
    const past = this.#shown[at]?.id === id ? offset : 0;
    scroller.scrollTop = this.#follows || at < 0 ? scroller.scrollHeight : at * height + past;
    const told = this.#calls.size > 0 ? 'noMatch' : 'empty';
    const text = this.#shown.length > 0 ? '' : say(told);
    const empty = byId('empty');
    if (empty.textContent !== text) empty.textContent = text;
    this.#arranged();
  }

  #drawNow() {
    const scroller = this.#scroller;
    if (scroller.clientHeight === 0) return;
    // It was scrolled, and the event is still to come.
    if (scroller.scrollTop !== this.#top) this.#lookWhere();
    const height = Number.parseFloat(getComputedStyle(scroller).getPropertyValue('--row'));
    if (this.#isChanged || height !== this.#height) this.#arrange(height);
    else if (this.#follows) scroller.scrollTop = scroller.scrollHeight;
    const { scrollTop, clientHeight, clientWidth, offsetWidth } = scroller;
    this.#top = scrollTop;
    // The names of the columns stand above them, with a scrollbar and without.
    this.#head.style.marginRight = `${offsetWidth - clientWidth}px`;
    const last = Math.min(this.#shown.length, Math.ceil((scrollTop + clientHeight) / height) + margin);
    const first = Math.min(last, Math.max(0, Math.floor(scrollTop / height) - margin));
    while (this.#rows.length < last - first) this.#rows.push(this.#space.appendChild(makeRow()));
    while (this.#rows.length > last - first) this.#rows.pop().remove();
    this.#rows.forEach((row, i) => {
      const call = this.#shown[first + i];
      fillRow(row, call, call.id === this.#chosen);
      row.setAttribute('aria-posinset', String(first + i + 1));
      row.setAttribute('aria-setsize', String(this.#shown.length));
      row.style.transform = `translateY(${(first + i) * height}px)`;
    });
    const isThere = this.#rows.some((row) => Number(row.dataset.id) === this.#chosen);
    if (isThere) scroller.setAttribute('aria-activedescendant', `call-${this.#chosen}`);
    else scroller.removeAttribute('aria-activedescendant');
  }

  /** Does what a key says, which another element may have got while nothing has the focus. */
  press(event) {
    const { key, altKey, ctrlKey, metaKey, isComposing } = event;
    if (altKey || ctrlKey || metaKey || isComposing || this.#shown.length === 0) return;
    const height = this.#height;
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
    if (key === 'Enter' && at >= 0) this.choose(this.#chosen, true, true);
    else if (Object.hasOwn(steps, key)) {
      const start = at < 0 && steps[key] < 0 ? this.#shown.length : at;
      const index = Math.min(Math.max(start + steps[key], 0), this.#shown.length - 1);
      this.#show(index * height, height);
      this.choose(this.#shown[index].id, false, true);
    } else return;
    event.preventDefault();
    this.focus();
  }

  /** Scrolls no further than needed. */
  #show(top, height) {
    const { scrollTop, clientHeight } = this.#scroller;
    if (top < scrollTop) this.#scroller.scrollTop = top;
    else if (top + height > scrollTop + clientHeight) this.#scroller.scrollTop = top + height - clientHeight;
  }
}
