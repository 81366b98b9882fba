/** `shim.handle`: kintone's REST side for a WHATWG Request of any realm, without a socket. */
import { fieldsOf, headersOf } from '../core/fields.js';
import { currentTime, now, responseClass } from '../core/platform.js';

/** A Uint8Array of any realm. */
const isBytes = (chunk) => ArrayBuffer.isView(chunk) && chunk.BYTES_PER_ELEMENT === 1;

function throwIfAborted(signal) {
  if (signal?.aborted) throw signal.reason;
}

async function* once(bytes) {
  yield bytes;
}

/** The chunks of a Request's body. Whoever stops reading ends the stream, and so does its signal. */
async function* chunksOf(stream, signal) {
  const reader = stream.getReader();
  const cancel = () => reader.cancel(signal?.reason).catch(() => {});
  signal?.addEventListener?.('abort', cancel);
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (!isBytes(part.value)) throw new TypeError('the body of a Request gives Uint8Arrays');
      yield part.value;
    }
    throwIfAborted(signal);
  } finally {
    signal?.removeEventListener?.('abort', cancel);
    cancel();
  }
}

/** What there is of a body: `hasBody`, and its chunks. Not every platform shows it as a stream. */
async function bodyOf(request) {
  const { body, method, signal } = request;
  if (body) return { hasBody: true, chunks: chunksOf(body, signal) };
  const isShown = body === null || typeof request.arrayBuffer !== 'function';
  if (isShown || method === 'GET' || method === 'HEAD') return { hasBody: false, chunks: [] };
  const bytes = new Uint8Array(await request.arrayBuffer());
  return { hasBody: bytes.length > 0, chunks: once(bytes) };
}

/**
 * @param {import('./side.js').Side} side
 * @param {Request} request
 * @param {(exchange: object) => void} tell Told of the request and its answer.
 * @param {() => object} [openSink] Keeps a file's bytes, see js/service/side.js; in memory by default.
 * @returns {Promise<Response>}
 */
export async function handle(side, request, tell, openSink) {
  if (typeof request?.url !== 'string' || typeof request.headers?.forEach !== 'function') {
    throw new TypeError(
      `shim.handle(request) takes a Request; given: ${request === null ? 'null' : typeof request}`,
    );
  }
  throwIfAborted(request.signal);
  const [startedAt, started] = [currentTime(), now()];
  const { method, url, credentials } = request;
  const { hasBody, chunks } = await bodyOf(request);
  throwIfAborted(request.signal);
  const head = { method, url, fields: fieldsOf(request.headers), credentials, hasBody };
  const answer = await side.direct(head, chunks, openSink);
  throwIfAborted(request.signal);
  const { status, fields, body, kept } = answer;
  tell({ method, url, fields: head.fields, answer, startedAt, duration: now() - started });
  const Response = responseClass();
  return new Response(kept ? await kept.blob() : body, { status, headers: headersOf(fields) });
}
