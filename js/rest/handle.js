/** `shim.handle`: kintone's REST side for a WHATWG Request of any realm, without a socket. */
import { fieldsOf, headersOf } from '../core/fields.js';
import { currentTime, now, responseClass, TextEncoder } from '../core/platform.js';

/** A Uint8Array of any realm. */
const isBytes = (chunk) => chunk?.BYTES_PER_ELEMENT === 1 && ArrayBuffer.isView(chunk);

function throwIfAborted(signal) {
  if (signal?.aborted) throw signal.reason;
}

async function* once(bytes) {
  yield bytes;
}

/** The chunks of a Request's body. Whoever stops reading ends the stream, and so does the request's end. */
async function* chunksOf(stream, ending) {
  const reader = stream.getReader();
  const cancel = () => reader.cancel(ending.reason).catch(() => {});
  ending.onEnd(cancel);
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (!isBytes(part.value)) throw new TypeError('the body of a Request gives Uint8Arrays');
      yield part.value;
    }
  } finally {
    cancel();
  }
}

/** What there is of a body: `hasBody`, and its chunks. Not every platform shows it as a stream. */
async function bodyOf(request, ending) {
  const { body, method } = request;
  if (body) return { hasBody: true, chunks: chunksOf(body, ending) };
  const isShown = body === null || typeof request.arrayBuffer !== 'function';
  if (isShown || method === 'GET' || method === 'HEAD') return { hasBody: false, chunks: [] };
  const bytes = new Uint8Array(await ending.wait(request.arrayBuffer()));
  return { hasBody: bytes.length > 0, chunks: once(bytes) };
}

async function answerOf(backend, request, exchange, openSink) {
  const { method, url, fields } = exchange;
  const { credentials, signal } = request;
  const ending = backend.begin(signal);
  try {
    const { hasBody, chunks } = await bodyOf(request, ending);
    const head = { method, url, fields, credentials, hasBody };
    const answer = await backend.direct(head, chunks, ending, openSink, exchange);
    ending.throwIfOver();
    return answer;
  } finally {
    ending.release();
  }
}

/**
 * A request, told of as it begins and as it ends.
 * @param {object} exchange
 * @param {(event: string, ...facts: object[]) => void} tell As of `handle`.
 * @param {(exchange: any) => Promise<any>} ask
 */
async function toldOf(exchange, tell, ask) {
  const started = now();
  let answer;
  tell('asked', exchange);
  try {
    answer = await ask(exchange);
  } finally {
    const duration = now() - started;
    tell('answered', exchange, { answer, bytes: answer?.bytes, duration, reason: answer?.reason });
  }
  return answer;
}

/**
 * Tells of what somebody else answers.
 * @param {(request: any) => Promise<{ status: number, text: string, fields?: string[] }>} send
 * @param {(event: string, ...facts: object[]) => void} tell As of `handle`.
 */
const askTold = (send, tell) => (request) => {
  const { method, url, fields, about } = request;
  return toldOf({ method, url, fields, startedAt: currentTime(), ...about }, tell, () => send(request));
};

/**
 * A request of kintone's own page, as its logged-in user's. It needs none of the platform's classes.
 * @param {import('./backend.js').Backend} backend
 * @param {{ method: string, url: string, fields: string[], body?: string | Blob, about?: object }} request A Blob is the platform's own; `about`
 *   is told of it, too.
 * @param {(event: string, ...facts: object[]) => void} tell As of `handle`.
 * @returns {Promise<{ status: number, text: string }>}
 */
async function ask(backend, { method, url, fields, body, about }, tell) {
  const arrayBuffer = async () =>
    typeof body === 'string' ? new TextEncoder().encode(body) : body.arrayBuffer();
  const request = {
    method,
    credentials: 'include',
    body: body === undefined ? null : undefined,
    arrayBuffer,
  };
  const exchange = { method, url, fields, startedAt: currentTime(), ...about };
  const answer = await toldOf(exchange, tell, (told) => answerOf(backend, request, told, undefined));
  const text = answer.kept ? await (await answer.kept.blob()).text() : (answer.body ?? '');
  return { status: answer.status, text };
}

/**
 * Who answers kintone's own page: the server of a served page, `outside`, or the backend.
 * @param {import('./backend.js').Backend} backend
 * @param {((request: object) => Promise<any>) | undefined} outside
 * @param {(event: string, ...facts: object[]) => void} [tell] Nobody is told of what no program has asked for.
 */
export const askerOf = (backend, outside, tell = () => {}) =>
  outside ? askTold(outside, tell) : (request) => ask(backend, request, tell);

/**
 * @param {import('./backend.js').Backend} backend
 * @param {Request} request
 * @param {(event: string, ...facts: object[]) => void} tell Told of the request as it begins, `asked`, and as it ends, `answered`: see
 *   `watch` of js/harness/journal.js.
 * @param {() => object} [openSink] Keeps a file's bytes, see js/rest/backend.js; in memory by default.
 * @returns {Promise<Response>}
 */
export async function handle(backend, request, tell, openSink) {
  if (typeof request?.url !== 'string' || typeof request.headers?.forEach !== 'function') {
    throw new TypeError(
      `shim.handle(request) takes a Request; given: ${request === null ? 'null' : typeof request}`,
    );
  }
  throwIfAborted(request.signal);
  const { method, url } = request;
  const exchange = { method, url, fields: fieldsOf(request.headers), startedAt: currentTime() };
  const answer = await toldOf(exchange, tell, (told) => answerOf(backend, request, told, openSink));
  const { status, fields, body, kept } = answer;
  const Response = responseClass();
  const init = { status, headers: headersOf(fields) };
  if (method === 'HEAD') return new Response(null, init);
  // Not every Response knows the platform's Blobs: Vitest's happy-dom puts its own in the place of Node's.
  // Nor may every status have a body, be it empty.
  return new Response(kept ? (await kept.blob()).stream() : body || null, init);
}
