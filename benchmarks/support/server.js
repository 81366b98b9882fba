// The other end of every benchmark, in a process of its own. Started by start-server.js, ends with its parent.
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

const tenMegabytes = 10 * 1024 * 1024;

function repeated(line) {
  const unit = Buffer.from(line);
  const text = Buffer.alloc(tenMegabytes, ' ');
  for (let at = 0; at + unit.length <= tenMegabytes; at += unit.length) {
    unit.copy(text, at);
  }
  return text;
}

const json = Buffer.from(
  JSON.stringify({ id: 1042, item: '電動ドライバー', quantity: 12, state: 'accepted' }),
);
const english = repeated('{"id":1042,"item":"cordless screwdriver","quantity":12}\n');
const japanese = repeated('{"番号":1042,"商品":"電動ドライバー","数量":12}\n');

const bodies = {
  '/json': { type: 'application/json; charset=utf-8', body: json },
  '/text/english': { type: 'text/plain; charset=utf-8', body: english },
  '/text/japanese': { type: 'text/plain; charset=utf-8', body: japanese },
  '/text/gzip': { type: 'text/plain; charset=utf-8', encoding: 'gzip', body: gzipSync(japanese) },
};

function send(response, { type, encoding, body }) {
  response.writeHead(200, {
    // For the fetch of a page: its browser asks once.
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'content-type',
    'Access-Control-Max-Age': '7200',
    'Content-Type': type,
    ...(encoding && { 'Content-Encoding': encoding }),
    'Content-Length': body.length,
  });
  response.end(body);
}

const server = createServer((request, response) => {
  let received = 0;
  request.on('data', (chunk) => (received += chunk.length));
  request.on('end', () => {
    send(
      response,
      bodies[request.url] ?? { type: 'application/json', body: Buffer.from(JSON.stringify({ received })) },
    );
  });
});
server.keepAliveTimeout = 120_000;
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit());
