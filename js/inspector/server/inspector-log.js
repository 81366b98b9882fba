import { Buffer } from 'node:buffer';
import { longestBody } from '../../core/bounded-list.js';
import { Mask } from '../../core/mask/mask.js';

/** Calls that are kept, while nobody looks and while somebody does; and characters in them. */
const mostUnseen = 1_000;
const mostSeen = 10_000;
const mostText = 32 * 1024 * 1024;

/** Characters of any other text than a body that are kept. */
const longestText = 10_000;

/** What a call takes beside its texts. */
const leastOfCall = 1024;

/** The beginning of a text; a copy, since a part of a long one would keep all of it. */
const begin = (text, most) => (text.length <= most ? text : Buffer.from(text.slice(0, most)).toString());

const text = (value) => begin(String(value ?? ''), longestText);

/** Of a body its beginning and its bytes; where it goes on, its characters and how many of them are kept. */
const keepBody = (body) => ({
  text: begin(body, longestBody),
  bytes: Buffer.byteLength(body),
  ...(body.length > longestBody ? { characters: body.length, kept: longestBody } : {}),
});

const pairsOf = (fields) =>
  Array.from({ length: fields.length / 2 }, (_, i) => [text(fields[2 * i]), text(fields[2 * i + 1])]);

/** Warnings of rules, each with its sentence in the language that the shim does not speak. */
const ruleWarnings = (warnings, translated) =>
  warnings.map(({ code, message }, i) => {
    return { kind: 'rule', code, message: text(message), other: text(translated.warnings[i]) };
  });

/** What is said of a call, in the language that the shim does not speak. */
const keepTranslated = ({ language, error, reason }) => ({
  language,
  error: error && text(error),
  reason: reason && text(reason),
});

function keepCause(cause) {
  try {
    return { code: text(cause.code ?? cause.cause?.code), message: text(cause.message ?? cause) };
  } catch {
    return { code: '', message: typeof cause };
  }
}

/** What a call's request carried: its text, or of a Blob the size alone. */
function keepSent({ request, body }) {
  if (!request || body === undefined || request.body === 'none' || request.body === 'empty') return undefined;
  return typeof body === 'string' ? keepBody(body) : { bytes: body.size };
}

/** The bytes of a body, as a head says. */
const announcedBy = (fields) =>
  Number(fields.find(([name, value]) => /^content-length$/i.test(name) && /^\d+$/.test(value))?.[1] ?? 0);

const lengthOfFields = (fields = []) =>
  fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0);

const lengthOf = ({ url, request, response, error = '', translated }) =>
  leastOfCall +
  url.length +
  error.length +
  (translated?.error?.length ?? 0) +
  lengthOfFields(request.fields) +
  (request.body?.text?.length ?? 0) +
  lengthOfFields(response?.fields) +
  (response?.body?.text?.length ?? 0);

/** The last calls of a shim, as the inspector shows them. */
export class Log {
  #calls = new Map();
  #byEntry = new WeakMap();
  #text = 0;
  #next = 1;
  #changed;
  /** Whether somebody looks. */
  isSeen = false;

  /** @param {(id: number) => void} changed Told of a call that is new or has gone on. */
  constructor(changed) {
    this.#changed = changed;
  }

  began(entry, given) {
    const { api, method, url, headers, startedAt, transport } = entry;
    const fields = given.request ? pairsOf(given.request.fields) : Object.entries(headers);
    const request = {
      fields: fields.map(([name, value]) => [text(name), text(value)]),
      body: keepSent(given),
    };
    const call = {
      api,
      method: text(method),
      url: text(url),
      startedAt,
      transport,
      state: 'pending',
      request,
    };
    call.warnings = given.ignoresBody ? [{ kind: 'ignoredBody' }] : [];
    this.#byEntry.set(entry, call);
    this.#add(call);
  }

  ended(entry, { dropped, warnings, received, end, unanswered, translated }) {
    const call = this.#begun(entry);
    if (!call) return;
    const { state, duration, response, error, code, cause } = entry;
    Object.assign(call, { state, duration, code, received, end, unanswered, error: error && text(error) });
    if (cause !== undefined) call.cause = keepCause(cause);
    if (response) {
      const { status, headers, body } = response;
      call.status = status;
      const fields = Object.entries(headers).map(([name, value]) => [text(name), text(value)]);
      call.response = { fields, body: { ...keepBody(body), bytes: received } };
    }
    call.warnings.push(...ruleWarnings(warnings, translated));
    if (translated) call.translated = keepTranslated(translated);
    if (dropped) call.warnings.push({ kind: 'dropped' });
    this.#keep(call);
  }

  /** A request to kintone's REST side. */
  asked(exchange) {
    const { method, url, fields, startedAt } = exchange;
    const request = { fields: pairsOf(fields), body: undefined };
    const what = { api: 'REST', method: text(method), url: text(url), transport: null };
    const call = { ...what, startedAt, state: 'pending', request, warnings: [] };
    this.#byEntry.set(exchange, call);
    this.#add(call);
  }

  /** Its end, without an answer where it was cut off. Of a message that was not read it announced its bytes. */
  answered(exchange, { answer, bytes, duration, reason }) {
    const call = this.#begun(exchange);
    if (!call) return;
    Object.assign(call, { state: 'cancelled', duration, reason: reason && text(reason) });
    if (bytes > 0) call.request.body = { bytes };
    if (answer) {
      const { status, message, kept, body, warnings = [], translated } = answer;
      call.warnings = ruleWarnings(warnings, translated);
      if (translated) call.translated = keepTranslated(translated);
      const sent = Math.max(bytes ?? 0, announcedBy(call.request.fields));
      call.request.body = message ? keepBody(message) : { bytes: sent };
      const shown = kept ? { bytes: kept.size } : keepBody(body ?? '');
      call.response = { fields: pairsOf(answer.fields), body: shown };
      Object.assign(call, { state: 'success', status, received: shown.bytes });
    }
    this.#keep(call);
  }

  /** The call that began so; nothing where it was cleared meanwhile, or is not known. */
  #begun(entry) {
    const call = this.#byEntry.get(entry);
    if (!call || this.#calls.get(call.id) !== call) return undefined;
    this.#text -= call.length;
    return call;
  }

  #add(call) {
    call.id = this.#next;
    this.#next += 1;
    this.#calls.set(call.id, call);
    this.#keep(call);
  }

  #keep(call) {
    call.length = lengthOf(call);
    this.#text += call.length;
    const mostCalls = this.isSeen ? mostSeen : mostUnseen;
    for (const [id, { length }] of this.#calls) {
      if (this.#calls.size <= mostCalls && this.#text <= mostText) break;
      this.#calls.delete(id);
      this.#text -= length;
    }
    this.#changed(call.id);
  }

  clear() {
    this.#calls.clear();
    this.#text = 0;
  }

  /** The number of the oldest call that is there, or of the next one. */
  get first() {
    return this.#calls.keys().next().value ?? this.#next;
  }

  get ids() {
    return this.#calls.keys();
  }

  /** A call in a line; nothing where it is gone. */
  line(id) {
    const call = this.#calls.get(id);
    if (!call) return undefined;
    const { api, method, url, state, status, code, startedAt, duration, warnings, request, received } = call;
    return {
      ...{ id, api, method, url: new Mask().url(url), state, status, code, startedAt, duration },
      sent: request.body?.bytes ?? 0,
      received: received ?? 0,
      warnings: warnings.map((each) => each.code ?? each.kind),
    };
  }

  /** All of a call; nothing where it is gone. */
  whole(id) {
    const call = this.#calls.get(id);
    if (!call) return undefined;
    const { request, response, error, translated, cause, warnings, transport, end, unanswered, reason } =
      call;
    const mask = new Mask();
    // The request first: what is secret in it may come back.
    const shown = (message) => {
      if (!message) return message;
      const fields = mask.fields(message.fields);
      const { body } = message;
      return { fields, body: body?.text === undefined ? body : { ...body, text: mask.text(body.text) } };
    };
    const url = mask.url(call.url);
    const told = { request: shown(request), response: shown(response), error: error && mask.text(error) };
    const warned = (sentence) =>
      warnings.map(({ kind, code, ...said }) => ({
        ...{ kind, code },
        message: said[sentence] && mask.text(said[sentence]),
      }));
    return {
      ...{ ...this.line(id), ...told, url, transport, end, unanswered, reason: reason && mask.text(reason) },
      cause: cause && { ...cause, message: mask.text(cause.message) },
      warnings: warned('message'),
      // The same in the language that the shim does not speak.
      translated: translated && {
        language: translated.language,
        error: translated.error && mask.text(translated.error),
        reason: translated.reason && mask.text(translated.reason),
        warnings: warned('other'),
      },
    };
  }
}
