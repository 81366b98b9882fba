/**
 * More of what a page of another origin can try against a page's server, by what runs beside it: see attacks.js. And the files that
 * its own server has for that.
 */

const callPath = '/k/api/proxy/call.json';
const pagePath = '/_shim/page.json';
const scriptPath = '/_shim/kintone.js';

const refusedCall = `POST ${callPath} 403`;
const refusedPage = `GET ${pagePath} 403`;
const refusedScript = `GET ${scriptPath} 403`;

export const runningBeside = [
  {
    what: 'sendBeacon: a text',
    lines: [refusedCall],
    run: ({ target, message }) =>
      String(window.navigator.sendBeacon(`${target}/k/api/proxy/call.json`, message)),
  },
  {
    what: 'sendBeacon: a form',
    lines: [refusedCall],
    run: ({ target }) =>
      String(window.navigator.sendBeacon(`${target}/k/api/proxy/call.json`, new FormData())),
  },
  {
    what: 'sendBeacon: JSON',
    lines: [`OPTIONS ${callPath} 405`],
    run: ({ target, message }) => {
      const body = new Blob([message], { type: 'application/json' });
      return String(window.navigator.sendBeacon(`${target}/k/api/proxy/call.json`, body));
    },
  },
  {
    what: 'XMLHttpRequest with our header, at once',
    lines: [`OPTIONS ${pagePath} 405`],
    run: ({ target }) => {
      const request = new XMLHttpRequest();
      request.open('GET', `${target}/_shim/page.json`, false);
      request.withCredentials = true;
      request.setRequestHeader('X-Kintone-Shim', 'page');
      request.send();
      return request.responseText;
    },
  },
  ...[callPath, pagePath].map((path) => ({
    what: `WebSocket: ${path}`,
    lines: [path === callPath ? `GET ${callPath} 405` : refusedPage],
    given: { path },
    run: ({ target, path }) =>
      new Promise((resolve) => {
        const socket = new window.WebSocket(target.replace('http', 'ws') + path);
        socket.onopen = () => resolve('open');
        socket.onclose = () => resolve('closed');
      }),
  })),
  {
    what: 'EventSource',
    lines: [refusedPage],
    run: ({ target }) =>
      new Promise((resolve) => {
        const source = new window.EventSource(`${target}/_shim/page.json`, { withCredentials: true });
        source.onmessage = ({ data }) => resolve(data);
        source.onerror = () => {
          source.close();
          resolve('error');
        };
      }),
  },
  {
    what: 'import()',
    lines: [refusedScript],
    run: ({ target }) => import(`${target}/_shim/kintone.js`).then(() => 'loaded'),
  },
  {
    what: 'a worker of the script',
    lines: [],
    run: ({ target }) => String(new window.Worker(`${target}/_shim/kintone.js`)),
  },
  {
    what: 'a service worker of the script',
    lines: [],
    run: async ({ target }) =>
      String(await window.navigator.serviceWorker.register(`${target}/_shim/kintone.js`)),
  },
  {
    what: 'a worker that imports the script, and one that calls',
    lines: [refusedScript, refusedCall],
    run: ({ target, message }) =>
      new Promise((resolve) => {
        const worker = new window.Worker('/worker.js');
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage({ target, message });
      }),
  },
  {
    what: 'a service worker that calls',
    lines: [refusedCall, refusedPage],
    run: async ({ target, message }) => {
      const { serviceWorker } = window.navigator;
      const registration = await serviceWorker.register('/service-worker.js');
      await serviceWorker.ready;
      const seen = new Promise((resolve) => {
        serviceWorker.onmessage = ({ data }) => resolve(data);
      });
      registration.active.postMessage({ target, message });
      return seen;
    },
  },
  {
    what: 'a sandbox, whose origin is null',
    lines: [refusedCall, refusedPage],
    run: ({ target, message }) =>
      new Promise((resolve) => {
        addEventListener('message', ({ data }) => resolve(data));
        const frame = document.createElement('iframe');
        frame.sandbox = 'allow-scripts';
        frame.srcdoc = `<script>
          const call = fetch('${target}/k/api/proxy/call.json', { method: 'POST', mode: 'no-cors', credentials: 'include', body: ${JSON.stringify(message)} });
          const page = fetch('${target}/_shim/page.json', { credentials: 'include' });
          Promise.allSettled([call, page]).then((all) => parent.postMessage(JSON.stringify(all.map(({ value }) => value?.type)), '*'));
        </script>`;
        document.body.append(frame);
      }),
  },
  {
    what: 'a ping of a link',
    lines: [refusedCall],
    run: ({ target }) => {
      const link = document.createElement('a');
      Object.assign(link, { href: '#', ping: `${target}/k/api/proxy/call.json` });
      document.body.append(link);
      link.click();
      return 'sent';
    },
  },
  {
    what: 'the cookie',
    lines: [],
    run: () => document.cookie,
  },
];

/** The other origin's own server. */
export const foreignFiles = {
  '/': ['text/html; charset=utf-8', '<!doctype html><meta charset="utf-8"><title>Another page</title><body>'],
  '/worker.js': [
    'text/javascript',
    `const calling = { method: 'POST', mode: 'no-cors', credentials: 'include' };
    onmessage = async ({ data: { target, message } }) => {
      let seen = 'refused';
      try { importScripts(target + '/_shim/kintone.js'); seen = 'loaded'; } catch {}
      const call = fetch(target + '/k/api/proxy/call.json', { ...calling, body: message });
      postMessage(seen + await call.then(({ type }) => type, String));
    };`,
  ],
  '/service-worker.js': [
    'text/javascript',
    `const calling = { method: 'POST', mode: 'no-cors', credentials: 'include' };
    onmessage = async ({ data: { target, message }, source }) => {
      const call = fetch(target + '/k/api/proxy/call.json', { ...calling, body: message });
      const page = fetch(target + '/_shim/page.json', { mode: 'no-cors', credentials: 'include' });
      const all = await Promise.allSettled([call, page]);
      source.postMessage(all.map(({ value, reason }) => value?.type ?? String(reason)).join());
    };`,
  ],
};
