/** A route as a transport: what a test says the outside answers, by the rules of any answer. */
import { binaryText } from '../core/fields.js';
import { TextEncoder } from '../core/platform.js';
import { platformBlob, slicesOf } from './blob.js';

async function* bytesOf(body, fileReader) {
  if (typeof body === 'string') yield new TextEncoder().encode(body);
  else if (ArrayBuffer.isView(body)) yield body;
  else if (body) yield* slicesOf(body, body.size, fileReader());
}

async function exchange({ end, status, fields, body }, call, fileReader) {
  if (end) {
    call.failAs(end);
    return;
  }
  if (call.head(status, fields.map(binaryText)).next !== 'body') return;
  for await (const bytes of bytesOf(body, fileReader)) {
    if (!call.chunk(bytes)) return;
  }
  // A text is what arrives, whatever its Content-Type names.
  call.end(typeof body === 'string' ? 'utf-8' : undefined);
}

/**
 * @param {{ fileReader: () => typeof FileReader | undefined }} platform
 * @returns {(request: object, body: any, call: import('../call/call.js').Call, route: import('../harness/taken.js').Taken) => () => void} As a transport sends. `route` is what took the
 *   request, see js/harness/routes.js.
 */
export function createRouteTransport({ fileReader }) {
  return (request, body, call, route) => {
    let isOver = false;
    async function readUpload({ blob, size }) {
      try {
        return await platformBlob(blob, size, fileReader());
      } catch (error) {
        call.uploadFailed(error);
        throw error;
      }
    }
    async function answer() {
      // Not before kintone.proxy has returned: what answers may be the test's own code.
      await call.delay(route.delay);
      const isRead = route.readsBody && body?.blob !== undefined;
      const said = await route.answer(isRead ? await readUpload(body) : undefined);
      if (!isOver) await exchange(said, call, fileReader);
    }
    // The delay first: at the limit itself an answer is in time (P18).
    answer().catch((error) => call.routeFailed(error));
    call.sent(true);
    return () => {
      isOver = true;
    };
  };
}
