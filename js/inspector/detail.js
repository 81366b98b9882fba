/** One call, whole: its request, its answer, and what there is to say of it. */
import { asCurl, asRoute } from './copy.js';
import { byId, bytes, date, element, button, milliseconds, outcome, say, tell } from './page.js';

const { fetch, navigator } = globalThis;

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    tell(say('copied'));
  } catch {
    tell(say('notCopied'));
  }
}

/** JSON in lines; any other text as it is. */
function inLines(text) {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

function facts(pairs, className) {
  const list = element('dl', className);
  for (const [name, value] of pairs) {
    list.append(element('div', '', element('dt', '', name), element('dd', '', value)));
  }
  return list;
}

function bodyOf(body) {
  if (!body || body.bytes === 0) return [element('p', 'note', say('noBody'))];
  if (body.text === undefined) return [element('p', 'note', say('notKept', bytes(body.bytes)))];
  const isCut = body.kept !== undefined;
  const pre = element('pre', '', isCut ? body.text : inLines(body.text));
  pre.tabIndex = 0;
  return isCut ? [pre, element('p', 'note', say('cut', body.kept, body.characters))] : [pre];
}

function message(title, { fields, body }) {
  const part = element('section', '', element('h3', '', title));
  if (fields.length > 0) part.append(facts(fields, 'fields'));
  part.append(...bodyOf(body));
  return part;
}

function warningsOf({ warnings }) {
  return warnings.map(({ kind, code, message: text }) => {
    const title = kind === 'rule' ? `${say('rule')}: ${code}` : say(kind);
    const shown = element('div', 'warning', element('strong', '', title));
    if (text) shown.append(element('p', '', text));
    return shown;
  });
}

function failureOf({ error, cause }) {
  if (error === undefined) return [];
  const part = element(
    'section',
    '',
    element('h3', '', say('failed')),
    element('pre', 'failed', inLines(error)),
  );
  if (cause) {
    part.append(facts([[say('cause'), [cause.code, cause.message].filter(Boolean).join(': ')]], 'fields'));
  }
  return [part];
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
    const call = answer?.ok ? await answer.json() : undefined;
    // Another one was chosen meanwhile.
    if (asked !== this.#asked) return;
    const top = this.#place.hidden ? 0 : this.#place.scrollTop;
    const isSame = this.#place.dataset.id === String(id);
    this.#place.dataset.id = id;
    this.#place.replaceChildren(
      ...(call ? this.#parts(call) : [this.#bar(), element('p', 'note', say('gone'))]),
    );
    this.#place.hidden = false;
    this.#place.scrollTop = isSame ? top : 0;
    if (takesFocus) this.#place.focus();
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

  #parts(call) {
    const { word, className } = outcome(call);
    const route = asRoute(call);
    const buttons = [button(say('copyCurl'), () => copy(asCurl(call)))];
    if (route) buttons.push(button(say('copyRoute'), () => copy(route)));
    const about = [
      ['API', call.api],
      [say('time'), date(call.startedAt)],
      [say('took'), milliseconds(call.duration) || say('waiting')],
      [say('sent'), bytes(call.sent)],
      [say('received'), bytes(call.received)],
    ];
    if (call.transport) about.push([say('by'), call.transport]);
    const title = element(
      'h2',
      '',
      element('span', `badge ${className}`, word),
      element('span', 'method', call.method),
      element('span', 'url', call.url),
    );
    return [
      this.#bar(...buttons),
      title,
      facts(about, 'about'),
      ...warningsOf(call),
      ...failureOf(call),
      ...(call.response ? [message(say('response'), call.response)] : []),
      message(say('request'), call.request),
    ];
  }
}
