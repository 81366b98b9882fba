/** The far end of a case where there is no server: a fetch that answers. Data in the form of tests/support/upstream.js. */
import { textOf } from '../conformance/values.js';

const encoder = new TextEncoder();

async function bytesOf(body) {
  if (body instanceof Blob) return new Uint8Array(await body.arrayBuffer());
  return body === undefined ? null : body;
}

export async function openPretendedUpstream() {
  const requests = [];
  let answers = [{ status: 200, fields: [['Content-Type', 'text/plain']], body: 'ok' }];

  async function fetch(url, { method, headers, body, signal }) {
    const { pathname, search } = new URL(url);
    const bytes = await bytesOf(body);
    const fields = bytes === null ? headers : [...headers, ['Content-Length', String(bytes.length)]];
    requests.push({ method, target: pathname + search, fields, body: bytes });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer.hang) {
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }
    // What is no answer at all.
    if (answer.status === undefined) throw new TypeError('Failed to fetch');
    return new Response(answer.body === undefined ? null : textOf(answer.body), {
      status: answer.status,
      headers: (answer.fields ?? []).map(([name, value]) => [name, textOf(value)]),
    });
  }

  return {
    url: 'http://127.0.0.1:8080',
    port: 8080,
    closed: 8081,
    fetch,
    async begin(given) {
      if (given.answers.length > 0) answers = [...given.answers];
    },
    seen: async () => ({ requests: [...requests], connections: requests.map(() => ({})) }),
    async close() {},
  };
}

/** In which way a body that arrived is not what it should be; null where it is. */
export async function pretendedBodyFault(received, expected) {
  const bytes = expected === null ? null : encoder.encode(textOf(expected));
  if (received === null || bytes === null) {
    return received === bytes ? null : `${received} instead of ${bytes}`;
  }
  const isSame = received.length === bytes.length && received.every((byte, i) => byte === bytes[i]);
  return isSame ? null : `${received.length} bytes, expected ${bytes.length}`;
}
