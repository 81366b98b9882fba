/** One call, whole: its request, its answer, and what there is to say of it. */
import { asRoute } from './copy.js';
import { asCurl } from './curl.js';
import { inLines } from './json.js';
import { button, byId, element, keepFocus, outcome, say, tell, titleOf } from './page.js';
import { bytes, date, duration, visible, visibleLines } from './values.js';

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

const warningsOf = ({ warnings }) =>
  warnings.map((warning) => {
    const shown = element('div', 'warning', element('strong', '', titleOf(warning)));
    if (warning.message) shown.append(element('p', '', visible(warning.message)));
    return shown;
  });

function failureOf({ error, cause }) {
  if (error === undefined) return [];
  const pre = element('pre', 'failed', textOf(error));
  pre.tabIndex = 0;
  const part = element('section', '', element('h3', '', say('failed')), pre);
  if (cause) {
    part.append(facts([[say('cause'), [cause.code, cause.message].filter(Boolean).join(': ')]], 'fields'));
  }
  return [part];
}

function aboutOf(call) {
  const { api, startedAt, state, sent, received, transport } = call;
  const about = [
    ['API', api],
    [say('time'), date(startedAt)],
    [say('took'), duration(call.duration) || say('waiting')],
    [say('sent'), bytes(sent)],
  ];
  if (state !== 'pending') about.push([say('received'), bytes(received)]);
  if (transport) about.push([say('by'), transport]);
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
    return element('div', 'bar', ...buttons, close);
  }

  #buttons(call) {
    const { url, request, response } = call;
    const inUrl = url.includes(mask) ? ['URL'] : [];
    const buttons = [button(say('copyCurl'), () => copy(asCurl(call), [...inUrl, ...maskedIn(request)]))];
    const route = routeOf(call);
    const masked = response ? [...inUrl, ...maskedIn(response)] : inUrl;
    if (route) buttons.push(button(say('copyRoute'), () => copy(route, masked)));
    return buttons;
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
      element('span', 'url', visible(call.url)),
    );
    return [
      this.#bar(...this.#buttons(call)),
      title,
      facts(aboutOf(call), 'about'),
      ...warningsOf(call),
      ...failureOf(call),
      ...(call.response ? [message(say('response'), call.response, true)] : []),
      message(say('request'), call.request, call.request.body !== undefined || !isOpen(call)),
    ];
  }
}
