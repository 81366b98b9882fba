/**
 * Any WHATWG fetch as a transport, so that tools which intercept fetch see the calls. What a fetch hides of the wire, and so
 * the rules that this transport cannot keep, is listed in the README.
 */

import { Blob } from '../core/platform.js';
import { slicesOf } from './blob.js';

/** Field lines as fetch shows them: merged, in lower case, values as binary strings. */
const fieldsOf = (headers) => {
  const fields = [];
  headers.forEach((value, name) => fields.push(name, value));
  return fields;
};

/**
 * What a fetch is given. It reads the Blobs of its own platform alone: those of another realm are read for it (U03). Neither
 * bytes nor a Blob without a type get a Content-Type (U06).
 */
async function bodyOf(body, { encode, fileReader }, conversation) {
  if (typeof body === 'string') return encode(body);
  if (body === undefined) return undefined;
  const { blob, size } = body;
  if (blob instanceof Blob) return blob.slice(0, size, '');
  try {
    const slices = [];
    for await (const bytes of slicesOf(blob, size, fileReader())) slices.push(bytes);
    return new Blob(slices);
  } catch (error) {
    conversation.uploadFailed(error);
    throw error;
  }
}

async function exchange(fetch, { method, url, fields }, body, conversation, signal) {
  const headers = [];
  for (let i = 0; i < fields.length; i += 2) headers.push([fields[i], fields[i + 1]]);
  const response = await fetch(url, {
    method,
    headers,
    body: await body,
    redirect: 'manual',
    signal,
    credentials: 'omit',
  });
  const { next } = conversation.head(response.status, fieldsOf(response.headers));
  if (next !== 'body') return;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader.read()) {
    if (!ArrayBuffer.isView(part.value)) throw new TypeError('the body of a Response gives Uint8Arrays');
    if (!conversation.chunk(part.value)) return;
  }
  conversation.end();
}

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {{ encode: (text: string) => Uint8Array, fileReader: () => Function | undefined }} platform
 * @returns {{ send: Function, close: () => void }}
 */
export function createFetchTransport(fetch, platform) {
  function send(request, body, conversation) {
    const controller = new AbortController();
    const carried = bodyOf(body, platform, conversation);
    // When the last byte leaves, a fetch does not tell.
    conversation.sent(true);
    exchange(fetch, request, carried, conversation, controller.signal).catch((error) =>
      conversation.failed(error),
    );
    return () => controller.abort();
  }
  return { send, close() {} };
}
