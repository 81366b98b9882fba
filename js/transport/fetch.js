/**
 * Any WHATWG fetch as a transport, so that tools which intercept fetch see the calls. What a fetch hides of the wire, and so
 * the rules that this transport cannot keep, is listed in the README.
 */

/** Field lines as fetch shows them: merged, in lower case, values as binary strings. */
const fieldsOf = (headers) => {
  const fields = [];
  headers.forEach((value, name) => fields.push(name, value));
  return fields;
};

/** Without a type of its own a Blob adds no Content-Type (U06). */
const untyped = (body) => (typeof body === 'object' ? body.slice(0, body.size, '') : body);

async function exchange(fetch, { method, url, fields }, body, conversation, signal) {
  const headers = [];
  for (let i = 0; i < fields.length; i += 2) headers.push([fields[i], fields[i + 1]]);
  const response = await fetch(url, {
    method,
    headers,
    body,
    redirect: 'manual',
    signal,
    credentials: 'omit',
  });
  const { next } = conversation.head(response.status, fieldsOf(response.headers));
  if (next !== 'body') return;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader.read()) {
    if (!conversation.chunk(part.value)) return;
  }
  conversation.end();
}

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {{ encode: (text: string) => Uint8Array }} platform
 * @returns {{ send: Function, close: () => void }}
 */
export function createFetchTransport(fetch, { encode }) {
  function send(request, body, conversation) {
    const controller = new AbortController();
    // Bytes, since a string would get a Content-Type.
    const carried = typeof body === 'string' ? encode(body) : untyped(body);
    // When the last byte leaves, a fetch does not tell.
    conversation.sent(true);
    exchange(fetch, request, carried, conversation, controller.signal).catch((error) =>
      conversation.failed(error),
    );
    return () => controller.abort();
  }
  return { send, close() {} };
}
