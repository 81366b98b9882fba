/** What the page's parts share: its elements and its texts in two languages. */
import texts from './texts.json';

const { document, navigator } = globalThis;

export const byId = (id) => document.getElementById(id);

/**
 * @param {string} selector
 * @returns {NodeListOf<HTMLInputElement>} The elements that it finds, of which only some are fields.
 */
export const all = (selector) => document.querySelectorAll(selector);

/**
 * An element. Whatever it shows is text, never markup.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [className]
 * @param {...(string | Node)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, className = '', ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

export function button(text, act, className = 'button') {
  const made = element('button', className, text);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

/** What lasts as long as the tab; nothing where the browser keeps nothing. */
function storage() {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

let language = storage()?.getItem('language') ?? (navigator.language?.startsWith('ja') ? 'ja' : 'en');

/** @param {string} name Of a text; `{0}` and so on in it become the values. */
export function say(name, ...values) {
  return texts[language][name].replace(/\{(\d)\}/g, (all, i) => values[i]);
}

/** Draws a place anew: what had the focus in it has it again, as the element of the same text and class. */
export function keepFocus(place, draw) {
  const { activeElement: old } = document;
  const had = place.contains(old) && old !== place;
  draw();
  if (!had) return;
  const isSame = (each) => each.className === old.className && each.textContent === old.textContent;
  [...place.querySelectorAll('button, pre')].find(isSame)?.focus({ preventScroll: true });
}

/** Writes the texts of all that stands in the page from the beginning. */
export function translate() {
  document.documentElement.lang = language;
  for (const each of all('[data-text]')) each.textContent = say(each.dataset.text);
  for (const each of all('[data-label]')) {
    each.setAttribute('aria-label', say(each.dataset.label));
  }
  for (const each of all('[data-placeholder]')) {
    each.placeholder = say(each.dataset.placeholder);
    each.setAttribute('aria-label', each.placeholder);
  }
  const other = byId('language');
  other.textContent = say('other');
  other.lang = language === 'en' ? 'ja' : 'en';
}

export function changeLanguage() {
  language = language === 'en' ? 'ja' : 'en';
  storage()?.setItem('language', language);
  translate();
}

/** How a call went: in a word, in full, and as a class of its colour. */
export function outcome({ state, status, code = '' }) {
  if (state === 'pending') return { word: say('waiting'), className: 'pending', long: say('pending') };
  if (state === 'cancelled') return { word: say('cancelled'), className: 'failed', long: say('cancelled') };
  if (state === 'failure') {
    return { word: code.replace(/^SHIM_/, ''), className: 'failed', long: `${say('failure')}: ${code}` };
  }
  const className = status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'good';
  return { word: String(status), className, long: String(status) };
}

/** A call as it is told in the page's language, where the server knows it in both. */
export const inLanguage = (call) =>
  call.translated?.language === language ? { ...call, ...call.translated } : call;

let hiding;

/** Tells something for a moment. */
export function tell(text) {
  const toast = byId('toast');
  toast.textContent = text;
  toast.className = 'shown';
  clearTimeout(hiding);
  hiding = setTimeout(() => (toast.className = ''), Math.max(1_800, 60 * text.length));
}
