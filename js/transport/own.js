/** kintone's own side as a transport: a call to its origin never leaves the machine (P31). */
import { TextEncoder } from '../core/platform.js';
import { slicesOf } from './blob.js';

/** The request's body, in chunks; none any more once the call is over. */
async function* chunksOf(body, ending, fileReader, call) {
  if (body === undefined) return;
  if (typeof body === 'string') {
    yield new TextEncoder().encode(body);
    return;
  }
  try {
    for await (const slice of slicesOf(body.blob, body.size, fileReader())) {
      ending.throwIfOver();
      yield slice;
    }
  } catch (error) {
    call.uploadFailed(error);
    throw error;
  }
}

async function* bytesOf({ body, kept }) {
  if (kept) yield* slicesOf(await kept.blob(), kept.size);
  else yield new TextEncoder().encode(body);
}

async function exchange(backend, ending, { method, url, fields }, body, call, fileReader) {
  const hasBody = typeof body === 'string' ? body !== '' : body !== undefined;
  const head = { method, url, fields, credentials: 'proxy', hasBody };
  const chunks = chunksOf(body, ending, fileReader, call);
  const answer = await backend.direct(head, chunks, ending);
  if (call.head(answer.status, answer.fields).next !== 'body') return;
  for await (const bytes of bytesOf(answer)) {
    if (!call.chunk(bytes)) return;
  }
  call.end();
}

/**
 * @param {import('../rest/backend.js').Backend} backend
 * @param {{ fileReader: () => typeof FileReader | undefined }} platform
 * @returns {(request: object, body: unknown, call: object) => () => void} As a transport sends.
 */
export function createOwnTransport(backend, { fileReader }) {
  return (request, body, call) => {
    const ending = backend.begin();
    call.sent(true);
    exchange(backend, ending, request, body, call, fileReader)
      .catch((error) => call.failed(error))
      .finally(() => ending.release());
    return () => ending.end();
  };
}
