// The server of the benchmarks' page, in a process of its own. Started by start-server.js, ends with its parent.
import { createServer } from 'node:http';
import { createShim } from 'kintone-shim';
import { requestListener } from 'kintone-shim/server';

const head = '<!doctype html><meta charset="utf-8">';
const script = '<script src="/_shim/kintone.js"></script>';
const pages = {
  '/': `${head}${script}<input type="file">`,
  '/timed': `${head}<script>const began = performance.now();</script>${script}
    <script>globalThis.took = performance.now() - began;</script>`,
};

const shim = createShim({ network: ['127.0.0.1'] });
const kintoneSide = requestListener(shim);

/** The journal keeps bodies: without a reset later rounds would run in an ever larger heap. */
function forget(response) {
  shim.reset();
  response.writeHead(204).end();
}

const server = createServer((request, response) =>
  kintoneSide(request, response, () => {
    if (request.url === '/reset') return forget(response);
    const page = pages[request.url];
    return response.writeHead(page ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
  }),
);
server.keepAliveTimeout = 120_000;
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit());
