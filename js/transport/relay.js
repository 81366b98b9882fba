/**
 * In a served page: each call goes to the page's own server, where kintone's own calls go, and the server sends it on with the
 * transport over Node's sockets. What the message and its answer mean is the core's business: `relay` of a request names where
 * it goes and what stands around the body.
 */
import { headersOf } from '../core/fields.js';
import { Blob, TextEncoder } from '../core/platform.js';
import { ownOf } from '../core/own-members.js';
import { sendableBlob } from './fetch.js';

/** An upload is one body: the length of the head in four bytes, the head, the file, which is never read here (U05). */
function framed(head, blob) {
  const bytes = new TextEncoder().encode(head);
  const length = new DataView(new ArrayBuffer(Uint32Array.BYTES_PER_ELEMENT));
  length.setUint32(0, bytes.length);
  return new Blob([length, bytes, blob]);
}

async function messageOf({ parts: [before, after] }, body, fileReader, call) {
  if (typeof body === 'string' && after !== undefined) return before + JSON.stringify(body) + after;
  if (typeof body !== 'object') return before;
  try {
    return framed(before, await sendableBlob(body, fileReader()));
  } catch (error) {
    call.uploadFailed(error);
    throw error;
  }
}

/** The answer's JSON, and apart from it the upstream's body, which is not for the core to see. */
function split(text) {
  try {
    const answer = JSON.parse(text);
    const { body } = ownOf(ownOf(answer).result);
    if (typeof body !== 'string') return { text, body: undefined };
    delete answer.result.body;
    return { text: JSON.stringify(answer), body };
  } catch {
    return { text: '', body: undefined };
  }
}

async function exchange(fetch, { url, fields }, message, call, signal) {
  const response = await fetch(`${globalThis.origin}${url}`, {
    method: 'POST',
    headers: headersOf(fields),
    body: await message,
    signal,
    credentials: 'same-origin',
    redirect: 'error',
    cache: 'no-store',
  });
  const { text, body } = split(await response.text());
  call.relayed(response.status, text, body);
}

/**
 * @param {typeof globalThis.fetch} fetch The page's.
 * @param {{ fileReader: () => typeof FileReader | undefined }} platform
 * @returns {{ send: Function, close: () => void }}
 */
export function createRelayTransport(fetch, { fileReader }) {
  function send({ relay }, body, call) {
    const controller = new AbortController();
    const message = messageOf(relay, body, fileReader, call);
    exchange(fetch, relay, message, call, controller.signal).catch((error) => call.failed(error));
    return () => controller.abort();
  }
  return { send, close() {} };
}
