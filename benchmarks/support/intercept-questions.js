// What a script may expect where requests are intercepted. Each question gives what it saw, to be compared with what is right.
import { setTimeout as delay } from 'node:timers/promises';
import { formOf, openXHR, sent } from './intercept-requests.js';
import { smallFile, token } from './intercept-shim.js';

const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 167 + (index >> 8)) & 0xff);
const fileName = '領収書 4月; (1).pdf';

const hex = (buffer) => Buffer.from(buffer).toString('hex');

/** What of an upload came to kintone's side. */
async function arrived({ shim }, status) {
  if (status !== 200) return status;
  const file = shim.files.at(-1);
  return [file.name, Buffer.from(await (await file.blob()).arrayBuffer()).equals(bytes)];
}

const byFetch = (classesOf) => async (place) => {
  const init = { method: 'POST', headers: token, body: formOf(classesOf(place), bytes, fileName) };
  const { status } = await place.target.fetch(place.uploadUrl, init);
  return arrived(place, status);
};

const byXHR = (classesOf) => async (place) => {
  const xhr = openXHR(place.target, { method: 'POST', url: place.uploadUrl, fields: token });
  const { status } = await sent(xhr, formOf(classesOf(place), bytes, fileName));
  return arrived(place, status);
};

const download = ({ target, downloadUrl }, type) =>
  openXHR(target, { url: downloadUrl, fields: token, type });

/** The requests that came to somebody else's server, preflights included, each with its head's lines. */
const seenThere = async ({ nodeFetch, elsewhere }, path) =>
  (await nodeFetch(`${elsewhere}${path}/seen`)).json();

const itsFile = { right: [fileName, true] };
const windows = ({ window }) => window;
const nodes = ({ node }) => node;

/**
 * A question that says not what is `right` is asked without interception first; that is right then.
 * @type {Record<string, { ask: (place: object) => unknown, right?: unknown }>}
 */
export const questions = {
  'fetch: a File of the window arrives': { ask: byFetch(windows), ...itsFile },
  'XHR: a File of the window arrives': { ask: byXHR(windows), ...itsFile },
  "fetch: Node's File arrives": { ask: byFetch(nodes), ...itsFile },
  "XHR: Node's File arrives": { ask: byXHR(nodes), ...itsFile },
  'XHR: bytes as an ArrayBuffer': {
    ask: async (place) => hex((await sent(download(place, 'arraybuffer'))).response),
    right: hex(smallFile),
  },
  'XHR: bytes as a Blob': {
    ask: async (place) => hex(await (await sent(download(place, 'blob'))).response.arrayBuffer()),
    right: hex(smallFile),
  },
  'XHR: a removed listener is silent': {
    async ask(place) {
      const xhr = download(place, '');
      let calls = 0;
      const listener = () => (calls += 1);
      xhr.addEventListener('load', listener);
      xhr.removeEventListener('load', listener);
      await sent(xhr);
      return calls;
    },
    right: 0,
  },
  'XHR: no load after abort()': {
    async ask(place) {
      const xhr = download(place, '');
      const events = [];
      for (const name of ['load', 'abort']) xhr.addEventListener(name, () => events.push(name));
      xhr.send();
      xhr.abort();
      await delay(100);
      return events;
    },
    right: ['abort'],
  },
  'fetch to others: the same header lines': {
    async ask(place) {
      const init = { method: 'POST', headers: { 'X-Page': 'a' }, body: 'text' };
      await place.target.fetch(`${place.elsewhere}/fetch`, init);
      return seenThere(place, '/fetch');
    },
  },
  'XHR to others: the same header lines': {
    async ask(place) {
      const url = `${place.elsewhere}/xhr`;
      await sent(openXHR(place.target, { method: 'POST', url, fields: { 'X-Page': 'a' } }), 'text');
      return seenThere(place, '/xhr');
    },
  },
  'XHR to others: a simple one stays simple': {
    async ask(place) {
      const { status } = await sent(openXHR(place.target, { url: `${place.elsewhere}/simple` }));
      const methods = (await seenThere(place, '/simple')).map(([method]) => method);
      return [status, ...methods];
    },
  },
  'XHR to others: a synchronous one': {
    ask({ target, elsewhere }) {
      const xhr = new target.XMLHttpRequest();
      xhr.open('GET', `${elsewhere}/simple/sync`, false);
      xhr.send();
      return [xhr.status, xhr.responseText];
    },
  },
};
