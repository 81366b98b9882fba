/** A route as a transport: what a test says the outside answers, by the rules of any answer. */
import { TextEncoder } from '../core/platform.js';
import { platformBlob, slicesOf } from './blob.js';

async function* bytesOf(body, fileReader) {
  if (typeof body === 'string') yield new TextEncoder().encode(body);
  else if (ArrayBuffer.isView(body)) yield body;
  else if (body) yield* slicesOf(body, body.size, fileReader());
}

/** A field's value as the characters of its bytes. */
const binaryText = (text) =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');

async function exchange({ end, status, fields, body }, conversation, fileReader) {
  if (end) {
    conversation.failAs(end);
    return;
  }
  if (conversation.head(status, fields.map(binaryText)).next !== 'body') return;
  for await (const bytes of bytesOf(body, fileReader)) {
    if (!conversation.chunk(bytes)) return;
  }
  // A text is what arrives, whatever its Content-Type names.
  conversation.end(typeof body === 'string' ? 'utf-8' : undefined);
}

/**
 * @param {{ fileReader: () => Function | undefined }} platform
 * @returns {(request: object, body: unknown, conversation: object) => () => void} As a transport sends. `request.route` is what
 *   took it, see js/harness/routes.js.
 */
export function createRouteTransport({ fileReader }) {
  return ({ route }, body, conversation) => {
    let isOver = false;
    async function readUpload({ blob, size }) {
      try {
        return await platformBlob(blob, size, fileReader());
      } catch (error) {
        conversation.uploadFailed(error);
        throw error;
      }
    }
    async function answer() {
      // Not before kintone.proxy has returned: what answers may be the test's own code.
      await conversation.delay(route.delay);
      const isRead = route.readsBody && body?.blob !== undefined;
      const said = await route.answer(isRead ? await readUpload(body) : undefined);
      if (!isOver) await exchange(said, conversation, fileReader);
    }
    // The delay first: at the limit itself an answer is in time (P18).
    answer().catch((error) => conversation.routeFailed(error));
    conversation.sent(true);
    return () => {
      isOver = true;
    };
  };
}
