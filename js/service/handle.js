/** `shim.handle`: kintone's REST side for a WHATWG Request of any realm, without a socket. */
import { fieldsOf, headersOf } from '../core/fields.js';
import { currentTime, now, responseClass, URL } from '../core/platform.js';

async function* once(bytes) {
  yield bytes;
}

/** The chunks of a Request's body. Whoever stops reading ends the stream, and so does its signal. */
async function* chunksOf(stream, signal) {
  const reader = stream.getReader();
  const cancel = () => reader.cancel(signal?.reason).catch(() => {});
  signal?.addEventListener('abort', cancel);
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (!(part.value instanceof Uint8Array)) throw new TypeError('the body of a Request gives Uint8Arrays');
      yield part.value;
    }
    signal?.throwIfAborted();
  } finally {
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}

/** What there is of a body: `hasBody`, and its chunks. Not every platform shows it as a stream. */
async function bodyOf(request) {
  const { body, method, signal } = request;
  if (body) return { hasBody: true, chunks: chunksOf(body, signal) };
  if (body === null || method === 'GET' || method === 'HEAD') return { hasBody: false, chunks: [] };
  const bytes = new Uint8Array(await request.arrayBuffer());
  return { hasBody: bytes.length > 0, chunks: once(bytes) };
}

/**
 * @param {import('./side.js').Side} side
 * @param {Request} request
 * @param {(exchange: object) => void} tell Told of the request and its answer.
 * @returns {Promise<Response>}
 */
export async function handle(side, request, tell) {
  if (typeof request?.url !== 'string' || typeof request.headers?.forEach !== 'function') {
    throw new TypeError(
      `shim.handle(request) takes a Request; given: ${request === null ? 'null' : typeof request}`,
    );
  }
  request.signal?.throwIfAborted();
  const [startedAt, started] = [currentTime(), now()];
  const { origin, pathname, search } = new URL(request.url);
  const { method, credentials } = request;
  const { hasBody, chunks } = await bodyOf(request);
  const head = {
    method,
    origin,
    target: pathname + search,
    fields: fieldsOf(request.headers),
    credentials,
    hasBody,
  };
  const answer = await side.direct(head, chunks);
  const { status, fields, body, kept } = answer;
  tell({ method, url: request.url, fields: head.fields, answer, startedAt, duration: now() - started });
  const Response = responseClass();
  return new Response(kept ? await kept.blob() : body, { status, headers: headersOf(fields) });
}
