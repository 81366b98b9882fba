/** kintone's own side as a transport: a call to its origin never leaves the machine (P31). */
import { TextEncoder } from '../core/platform.js';
import { slicesOf } from './blob.js';

/** The request's body, in chunks; none any more once the call is over. */
async function* chunksOf(body, { fileReader, isOver }, conversation) {
  if (body === undefined) return;
  if (typeof body === 'string') {
    yield new TextEncoder().encode(body);
    return;
  }
  try {
    for await (const slice of slicesOf(body.blob, body.size, fileReader())) {
      if (isOver()) throw new Error('the call is over');
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

async function exchange(direct, { method, url, fields }, body, conversation, platform) {
  const hasBody = typeof body === 'string' ? body !== '' : body !== undefined;
  const head = { method, url, fields, credentials: 'proxy', hasBody };
  const answer = await direct(head, chunksOf(body, platform, conversation));
  if (conversation.head(answer.status, answer.fields).next !== 'body') return;
  for await (const bytes of bytesOf(answer)) {
    if (!conversation.chunk(bytes)) return;
  }
  conversation.end();
}

/**
 * @param {(head: object, body: AsyncIterable<Uint8Array>) => Promise<object>} direct See js/service/side.js.
 * @param {{ fileReader: () => Function | undefined }} platform
 * @returns {(request: object, body: unknown, conversation: object) => () => void} As a transport sends.
 */
export function createOwnTransport(direct, { fileReader }) {
  return (request, body, conversation) => {
    let over = false;
    const platform = { fileReader, isOver: () => over };
    conversation.sent(true);
    exchange(direct, request, body, conversation, platform).catch((error) => conversation.failed(error));
    return () => {
      over = true;
    };
  };
}
