/** The far end of the package's tests: answers with what arrived. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

/**
 * Connections are kept for ten minutes. `/never` gets no answer; everything else a 201 with the request's target and the byte length of its body as text.
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function startEcho() {
  const server = createServer(async (request, response) => {
    const { length } = await buffer(request);
    if (request.url === '/never') return;
    const body = Buffer.from(`${request.url} ${length}`);
    response.writeHead(201, { 'X-Method': request.method, 'Content-Length': body.length }).end(body);
  });
  server.keepAliveTimeout = 600_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
