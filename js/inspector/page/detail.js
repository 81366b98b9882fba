/** One call, whole: its request, its answer, and what there is to say of it. */
import { asRoute } from './copy.js';
import { asCurl } from './curl.js';
import { inLines } from './json.js';
import { button, byId, element, inLanguage, keepFocus, outcome, say, tell } from './dom.js';
import { bytes, date, decoded, duration, visible, visibleLines } from './formatting.js';

const { fetch, navigator } = globalThis;

/** What the server shows for a secret. */
const mask = '***';

/** The places of a message in which something is masked. */
function maskedIn({ fields, body }) {
  const names = fields.filter(([, value]) => value.includes(mask)).map(([name]) => name);
  return body?.text?.includes(mask) ? [...names, say('body')] : names;
}

/** @param {string[]} masked The places in it where a secret is masked. */
async function copy(text, masked) {
  try {
    await navigator.clipboard.writeText(text);
    tell(masked.length > 0 ? say('copiedMasked', masked.join(', ')) : say('copied'));
  } catch {
    tell(say('notCopied'));
  }
}

/** In a word what is copied; in full for those who do not see what stands before it. */
function copyButton(what, act) {
  const made = button(say(`as${what}`), act);
  made.setAttribute('aria-label', say(`copy${what}`));
  return made;
}

/** The call as a route; nothing where it can be none. */
function routeOf(call) {
  try {
    return asRoute(call);
  } catch {
    return undefined;
  }
}

function facts(pairs, className) {
  const list = element('dl', className);
  for (const [name, value] of pairs) {
    list.append(element('div', '', element('dt', '', visible(name)), ' ', element('dd', '', visible(value))));
  }
  return list;
}

const textOf = (text) => visibleLines(inLines(text));

function bodyOf(body) {
  if (!body || (body.bytes === 0 && !body.text)) return [element('p', 'note', say('noBody'))];
  if (body.text === undefined) return [element('p', 'note', say('notKept', bytes(body.bytes)))];
  const isCut = body.kept !== undefined;
  const pre = element('pre', '', isCut ? visibleLines(body.text) : textOf(body.text));
  pre.tabIndex = 0;
  return isCut ? [pre, element('p', 'note', say('cut', body.kept, body.characters))] : [pre];
}

/** Of a request to kintone's side the body is known at its end. */
const isOpen = ({ api, response }) => api === 'REST' && !response;

function message(title, { fields, body }, isShown) {
  const part = element('section', '', element('h3', '', title));
  if (fields.length > 0) part.append(facts(fields, 'fields'));
  if (isShown) part.append(...bodyOf(body));
  return part;
}

const sentence = (text) => element('p', '', visibleLines(text));

/** What a warning says, and its code, by which its rule is found. */
const warningsOf = (call) =>
  inLanguage(call).warnings.map(({ kind, code, message }) => {
    const shown = element('div', 'warning', sentence(message || say(kind)));
    if (code) shown.append(element('small', '', code));
    return shown;
  });

/** What a failure's JSON says; any other text is its sentence. */
function toldIn(error) {
  try {
    const { message, errors = {} } = JSON.parse(error);
    const told = Object.entries(errors).map(([name, { messages }]) => [name, messages.join('\n')]);
    return { message: String(message), told };
  } catch {
    return { message: error, told: [] };
  }
}

/** Why a call has failed, or was refused, in sentences. */
function problemOf(call) {
  const { error, cause, reason } = inLanguage(call);
  const told = [];
  if (error !== undefined) {
    const { message, told: problems } = toldIn(error);
    told.push(sentence(message));
    if (problems.length > 0) told.push(facts(problems, 'fields'));
  }
  if (reason) told.push(sentence(reason));
  if (cause) {
    const text = [cause.code, cause.message].filter(Boolean).join(': ');
    told.push(facts([[say('cause'), text]], 'fields'));
  }
  return told.length > 0 ? [element('section', 'problem', ...told)] : [];
}

/** A failure as the caller has it. */
function failureOf({ error }) {
  if (error === undefined) return [];
  const pre = element('pre', '', textOf(error));
  pre.tabIndex = 0;
  return [element('section', '', element('h3', '', say('caller')), pre)];
}

/** The parameters of a URL, readable. */
function queryOf(url) {
  const [, query] = /^[^?#]*\?([^#]+)/.exec(url) ?? [];
  if (!query) return [];
  const pairs = [...new URLSearchParams(query)];
  return [element('section', '', element('h3', '', say('query')), facts(pairs, 'fields'))];
}

/** The URL to be read; whoever copies all of it has it as it was called. */
function urlOf({ url }) {
  const shown = element('span', 'url', visible(decoded(url)));
  shown.addEventListener('copy', (event) => {
    if (String(globalThis.getSelection()).trim() !== shown.textContent.trim()) return;
    event.clipboardData.setData('text/plain', url);
    event.preventDefault();
  });
  return shown;
}

/** What answers, in words. */
const answererOf = ({ transport }) =>
  say(transport === 'route' || transport === 'own' ? transport : 'network');

function aboutOf(call) {
  const { api, startedAt, state, sent, received, transport } = call;
  const about = [
    ['API', api],
    [say('time'), date(startedAt)],
    [say('took'), duration(call.duration) || say('waiting')],
    [say('sent'), bytes(sent)],
  ];
  if (state !== 'pending') about.push([say('received'), bytes(received)]);
  if (transport && state === 'success') about.push([say('answeredBy'), answererOf(call)]);
  return about;
}

export class Detail {
  #place = byId('detail');
  #id;
  #close;
  #asked = 0;

  /** @param {() => void} close Called when the user closes it. */
  constructor(close) {
    this.#close = close;
  }

  get id() {
    return this.#id;
  }

  /** Asks for the call anew and shows it. */
  async show(id, takesFocus) {
    this.#id = id;
    this.#asked += 1;
    const asked = this.#asked;
    const answer = await fetch(`calls/${id}`).catch(() => undefined);
    const call = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
    // Another one was chosen meanwhile.
    if (asked !== this.#asked) return;
    const place = this.#place;
    const top = place.hidden ? 0 : place.scrollTop;
    const isSame = place.dataset.id === String(id);
    const missing = () => [this.#bar(), element('p', 'note', say(answer ? 'gone' : 'lost'))];
    keepFocus(place, () => place.replaceChildren(...(call ? this.#parts(call) : missing())));
    place.dataset.id = id;
    place.hidden = false;
    place.scrollTop = isSame ? top : 0;
    if (takesFocus) place.focus();
  }

  hide() {
    this.#id = undefined;
    this.#asked += 1;
    this.#place.hidden = true;
  }

  #bar(...buttons) {
    const close = button('', this.#close, 'close');
    close.setAttribute('aria-label', say('close'));
    return element('div', 'bar', element('div', 'actions', ...buttons), close);
  }

  #buttons(call) {
    const { url, request, response } = call;
    const inUrl = url.includes(mask) ? ['URL'] : [];
    const buttons = [
      copyButton('Url', () => copy(url, inUrl)),
      copyButton('Curl', () => copy(asCurl(call), [...inUrl, ...maskedIn(request)])),
    ];
    const route = routeOf(call);
    const masked = response ? [...inUrl, ...maskedIn(response)] : inUrl;
    if (route) buttons.push(copyButton('Route', () => copy(route, masked)));
    return [element('span', 'note', say('copy')), ...buttons];
  }

  #parts(call) {
    const { className, word } = outcome(call);
    const title = element(
      'h2',
      '',
      element('span', `badge ${className}`, visible(call.code ?? word)),
      ' ',
      element('span', 'method', visible(call.method)),
      ' ',
      urlOf(call),
    );
    return [
      this.#bar(...this.#buttons(call)),
      title,
      ...problemOf(call),
      ...warningsOf(call),
      facts(aboutOf(call), 'about'),
      ...failureOf(call),
      ...(call.response ? [message(say('response'), call.response, true)] : []),
      ...queryOf(call.url),
      message(say('request'), call.request, call.request.body !== undefined || !isOpen(call)),
    ];
  }
}
