// Somebody else's server of the questions about intercept, in a process of its own, so that a synchronous request gets its answer.
// Started by start-server.js, ends with its parent.
import { createServer } from 'node:http';

const everybody = { 'Access-Control-Allow-Origin': '*' };
const preflighted = { ...everybody, 'Access-Control-Allow-Headers': 'x-page, content-type' };
const seen = new Map();

const server = createServer((request, response) => {
  const { url, method, rawHeaders } = request;
  const [, path] = /^(.+)\/seen$/.exec(url) ?? [];
  if (path) {
    response.end(JSON.stringify(seen.get(path) ?? []));
    seen.delete(path);
    return;
  }
  seen.set(url, [...(seen.get(url) ?? []), [method, ...rawHeaders]]);
  const headers = url.includes('/simple') ? everybody : preflighted;
  request.resume().on('end', () => response.writeHead(200, headers).end('theirs'));
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit());
