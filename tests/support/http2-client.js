/** A server that speaks HTTP/2, as Vite does, and its one client. */
import { once } from 'node:events';
import { connect, createSecureServer } from 'node:http2';
import { buffer } from 'node:stream/consumers';
import { selfSigned } from './certificates.js';

/**
 * @param {import('node:test').TestContext} t
 * @param {Function} listener Of requests.
 * @returns {Promise<{ url: string, client: import('node:http2').ClientHttp2Session, send: Function }>} `send(headers, body)` gives
 *   `{ status, headers, bytes }`.
 */
export async function openHttp2(t, listener) {
  const host = createSecureServer({ ...selfSigned(), allowHTTP1: true }, listener);
  host.listen(0, '127.0.0.1');
  await once(host, 'listening');
  const url = `https://127.0.0.1:${host.address().port}`;
  const client = connect(url, { rejectUnauthorized: false });
  t.after(() => {
    client.destroy();
    host.close();
  });
  const send = async (headers, body) => {
    const stream = client.request(headers);
    stream.end(body);
    const [answer] = await once(stream, 'response');
    return { status: answer[':status'], headers: answer, bytes: await buffer(stream) };
  };
  return { url, client, send };
}
