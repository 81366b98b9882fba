/** What the page's parts share: its elements, its texts in two languages, and how values are shown. */
import texts from './texts.json';

const { document, navigator, Intl } = globalThis;

export const byId = (id) => document.getElementById(id);

/**
 * An element. Whatever it shows is text, never markup.
 * @param {string} name
 * @param {string} [className]
 * @param {...(string | Node)} children
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

let language = navigator.language?.startsWith('ja') ? 'ja' : 'en';

/** @param {string} name Of a text; `{0}` and so on in it become the values. */
export function say(name, ...values) {
  return texts[language][name].replace(/\{(\d)\}/g, (all, i) => values[i]);
}

/** Writes the texts of all that stands in the page from the beginning. */
export function translate() {
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll('[data-text]')) each.textContent = say(each.dataset.text);
  for (const each of document.querySelectorAll('[data-label]')) {
    each.setAttribute('aria-label', say(each.dataset.label));
  }
  for (const each of document.querySelectorAll('[data-placeholder]')) {
    each.placeholder = say(each.dataset.placeholder);
    each.setAttribute('aria-label', each.placeholder);
  }
  const other = byId('language');
  other.textContent = say('other');
  other.lang = language === 'en' ? 'ja' : 'en';
}

export function changeLanguage() {
  language = language === 'en' ? 'ja' : 'en';
  translate();
}

const units = ['B', 'KB', 'MB', 'GB'];

/** As kintone counts: a KB has 1,024 bytes. */
export function bytes(count) {
  let value = count;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

export const milliseconds = (count) =>
  count === undefined ? '' : count < 1000 ? `${Math.round(count)} ms` : `${(count / 1000).toFixed(1)} s`;

const dayAndTime = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });

export const time = (since) => dayAndTime.format(since).slice(-'HH:MM:SS'.length);
export const date = (since) => dayAndTime.format(since);

/** How a call went, in a word, and as a class of its colour. */
export function outcome({ state, status, code }) {
  if (state === 'pending') return { word: say('waiting'), className: 'pending', long: say('pending') };
  if (state === 'failure') return { word: code ?? '', className: 'failed', long: say('failure') };
  const className = status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'good';
  return { word: String(status), className, long: String(status) };
}

let hiding;

/** Tells something for a moment. */
export function tell(text) {
  const toast = byId('toast');
  toast.textContent = text;
  toast.className = 'shown';
  clearTimeout(hiding);
  hiding = setTimeout(() => (toast.className = ''), 1_800);
}
