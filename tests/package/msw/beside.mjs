/**
 * `node beside.mjs <node|jsdom> <first> <last>`: MSW's server and intercept(shim) in one process, in every order; `first` begins first, `last` is
 * ended last. Prints what came of requests to kintone, to what MSW mocks and to a real server, as JSON.
 */
import { createServer } from 'node:http';
import { JSDOM } from 'jsdom';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';

const [place, first, last] = process.argv.slice(2);
const origin = 'https://example.kintone.com';
const token = { 'X-Cybozu-API-Token': 'TOKEN' };
const cors = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' };

if (place === 'jsdom') {
  const { window } = new JSDOM('', { url: 'http://localhost:3000/' });
  const names = ['XMLHttpRequest', 'XMLHttpRequestUpload', 'Event', 'ProgressEvent', 'DOMException', 'Blob'];
  for (const name of [...names, 'File', 'FormData', 'Document', 'document', 'location']) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  }
}

const real = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, cors).end('real'));
});
await new Promise((resolve) => real.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${real.address().port}`;

const server = setupServer(
  http.options('*', () => new HttpResponse(null, { headers: cors })),
  http.post('https://api.example.com/', async ({ request }) => {
    const { length } = await request.text();
    return HttpResponse.text(`mocked ${length}`, { headers: cors });
  }),
);
const shim = createShim();

function formOf() {
  const form = new FormData();
  form.append('file', new File(['x'.repeat(100_000)], '領収書.txt'));
  return form;
}

const shown = (status, text) => (status === 200 && text.includes('fileKey') ? 'kept' : `${status} ${text}`);

const ways = {
  async fetch(url, body) {
    const response = await fetch(url, { method: 'POST', headers: token, body });
    return shown(response.status, await response.text());
  },
  async Request(url, body) {
    const response = await fetch(new Request(url, { method: 'POST', headers: token, body }));
    return shown(response.status, await response.text());
  },
  async XMLHttpRequest(url, body) {
    const xhr = new globalThis.XMLHttpRequest();
    xhr.open('POST', url);
    for (const [name, value] of Object.entries(token)) xhr.setRequestHeader(name, value);
    return new Promise((resolve) => {
      xhr.onloadend = () => resolve(shown(xhr.status, xhr.responseText));
      xhr.send(body);
    });
  },
};

const targets = {
  relative: ['/k/v1/file.json', formOf],
  absolute: [`${origin}/k/v1/file.json`, formOf],
  mocked: ['https://api.example.com/', () => 'abc'],
  real: [`${base}/`, () => 'abc'],
};

async function seen() {
  const all = {};
  for (const [target, [url, body]] of Object.entries(targets)) {
    for (const [way, ask] of Object.entries(ways)) {
      if (typeof globalThis[way] !== 'function') continue;
      all[`${way} ${target}`] = await ask(url, body()).catch(({ name }) => name);
    }
  }
  return all;
}

const natives = () => [globalThis.fetch, globalThis.Request, globalThis.XMLHttpRequest];
const before = natives();
let restore;
const begin = {
  msw: () => server.listen({ onUnhandledFrame: 'bypass' }),
  shim: () => {
    restore = intercept(shim);
  },
};
const end = { msw: () => server.close(), shim: () => restore() };
const other = (name) => (name === 'msw' ? 'shim' : 'msw');

begin[first]();
begin[other(first)]();
const together = await seen();
const files = shim.files.map(({ name, size }) => `${name} ${size}`);
end[other(last)]();
end[last]();
const isRestored = natives().every((value, i) => value === before[i]);
const afterwards = await seen();
real.close();
shim.dispose();
console.log(JSON.stringify({ together, files, isRestored, afterwards }));
process.exit();
