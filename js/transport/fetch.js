/**
 * Any WHATWG fetch as a transport: a browser's own, or a given one, so that tools which intercept fetch see the calls. What a
 * fetch hides of the wire, and so the rules that this transport cannot keep, is listed in the README.
 */

import { fieldsOf, headersOf } from '../core/fields.js';
import { Blob } from '../core/platform.js';
import { slicesOf } from './blob.js';

/** The Blob itself, without its type, where it is the platform's: of any frame of a page. Else nothing. */
function ownBlob(blob, size) {
  try {
    return Blob.prototype.slice.call(blob, 0, size, '');
  } catch {
    return undefined;
  }
}

/**
 * What a fetch can send of a Blob. It reads those of its own platform alone, without a copy: those of a DOM emulator are read
 * for it, into memory (U03). Without a type nothing invents a Content-Type (U06).
 * @param {{ blob: Blob, size: number }} body
 * @param {typeof FileReader} [FileReader] The reader of the Blob's realm.
 * @returns {Promise<Blob>}
 */
export async function sendableBlob({ blob, size }, FileReader) {
  const own = ownBlob(blob, size);
  if (own) return own;
  const slices = [];
  for await (const bytes of slicesOf(blob, size, FileReader)) slices.push(bytes);
  return new Blob(slices);
}

/** Neither bytes nor a Blob without a type get a Content-Type (U06). */
async function bodyOf(body, { encode, fileReader }, call) {
  if (typeof body === 'string') return encode(body);
  if (body === undefined) return undefined;
  try {
    return await sendableBlob(body, fileReader());
  } catch (error) {
    call.uploadFailed(error);
    throw error;
  }
}

async function exchange(fetch, { method, url, fields }, { body, ...init }, call) {
  const response = await fetch(url, {
    ...init,
    method,
    headers: headersOf(fields),
    body: await body,
    redirect: 'manual',
    credentials: 'omit',
  });
  const { next } = call.head(response.status, fieldsOf(response.headers));
  if (next !== 'body') return;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader.read()) {
    if (!ArrayBuffer.isView(part.value)) throw new TypeError('the body of a Response gives Uint8Arrays');
    if (!call.chunk(part.value)) return;
  }
  call.end();
}

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {{ encode: (text: string) => Uint8Array, fileReader: () => typeof FileReader | undefined }} platform
 * @param {RequestInit} [init] What else the fetch is told with every request.
 * @returns {{ send: Function, close: () => void }}
 */
export function createFetchTransport(fetch, platform, init) {
  function send(request, body, call) {
    const controller = new AbortController();
    const carried = bodyOf(body, platform, call);
    // When the last byte leaves, a fetch does not tell.
    call.sent(true);
    exchange(fetch, request, { ...init, body: carried, signal: controller.signal }, call).catch((error) =>
      call.failed(error),
    );
    return () => controller.abort();
  }
  return { send, close() {} };
}

/** With the fetch of a page: every call goes out (P15), and without a Referer (P11). */
export const createPageTransport = (fetch, platform) =>
  createFetchTransport(fetch, platform, { cache: 'no-store', referrerPolicy: 'no-referrer' });
