/** kintone's own side as a transport: a call to its origin never leaves the machine (P31). */
import { TextEncoder } from '../core/platform.js';
import { slicesOf } from './blob.js';

/** The request's body, in chunks; none any more once the call is over. */
async function* chunksOf(body, ending, fileReader, conversation) {
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
    conversation.uploadFailed(error);
    throw error;
  }
}

async function* bytesOf({ body, kept }) {
  if (kept) yield* slicesOf(await kept.blob(), kept.size);
  else yield new TextEncoder().encode(body);
}

async function exchange(backend, ending, { method, url, fields }, body, conversation, fileReader) {
  const hasBody = typeof body === 'string' ? body !== '' : body !== undefined;
  const head = { method, url, fields, credentials: 'proxy', hasBody };
  const chunks = chunksOf(body, ending, fileReader, conversation);
  const answer = await backend.direct(head, chunks, ending);
  if (conversation.head(answer.status, answer.fields).next !== 'body') return;
  for await (const bytes of bytesOf(answer)) {
    if (!conversation.chunk(bytes)) return;
  }
  conversation.end();
}

/**
 * @param {import('../rest/backend.js').Backend} backend
 * @param {{ fileReader: () => Function | undefined }} platform
 * @returns {(request: object, body: unknown, conversation: object) => () => void} As a transport sends.
 */
export function createOwnTransport(backend, { fileReader }) {
  return (request, body, conversation) => {
    const ending = backend.begin();
    conversation.sent(true);
    exchange(backend, ending, request, body, conversation, fileReader)
      .catch((error) => conversation.failed(error))
      .finally(() => ending.release());
    return () => ending.end();
  };
}
