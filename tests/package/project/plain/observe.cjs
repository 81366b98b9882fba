'use strict';
// What the module and the CommonJS script have in common: everything but the way of loading.
const builtIns = ['http', 'https', 'http2', 'tls', 'zlib'];

function listeners() {
  return process.eventNames().flatMap((name) => Array(process.listenerCount(name)).fill(String(name)));
}

/** Files of packages but the shim itself. */
function packageFiles() {
  return Object.keys(require.cache).filter((file) => /node_modules[\\/](?!kintone-shim[\\/])/.test(file));
}

function loadedForNetwork() {
  const names = process.moduleLoadList.map((entry) => entry.replace(/^\S+ /, ''));
  return [...builtIns.filter((name) => names.includes(name)), ...packageFiles()];
}

/**
 * @param {() => Promise<{ createShim: Function }>} load
 * @returns {Promise<object>} what was seen
 */
async function observe(load) {
  const upstream = process.env.UPSTREAM;
  const listenersBefore = listeners();
  const loadedBefore = loadedForNetwork();
  const { createShim } = await load();

  const offline = createShim();
  const failure = await offline.kintone.proxy(`${upstream}/`, 'GET', {}, {}).catch((error) => error);
  const beforeFirstLiveCall = loadedForNetwork().filter((name) => !loadedBefore.includes(name));

  const one = createShim({ network: ['127.0.0.1'] });
  const other = createShim({ network: ['127.0.0.1'], locale: 'ja' });
  const [body, status, headers] = await one.kintone.proxy(`${upstream}/orders`, 'POST', {}, { a: 1 });
  const file = { format: 'RAW', value: new Blob(['abc']) };
  const upload = await one.kintone.proxy.upload(`${upstream}/file`, 'PUT', {}, file);
  await other.kintone.proxy(`${upstream}/`, 'GET', {}, {});

  const shims = [one, other, offline];
  const tokens = new Set(shims.map(({ kintone }) => kintone.getRequestToken())).size;
  const calls = shims.map(({ journal }) => journal.calls().length);
  one.dispose();
  const afterDispose = (await other.kintone.proxy(`${upstream}/`, 'GET', {}, {}))[1];
  other.dispose();
  offline.dispose();

  return {
    answer: [body, status, headers['X-Method']],
    upload: upload.slice(0, 2),
    failure: [typeof failure, JSON.parse(failure).code],
    shims: { tokens, calls, afterDispose },
    listeners: { before: listenersBefore, after: listeners() },
    network: { beforeFirstLiveCall, packages: packageFiles() },
  };
}

module.exports = { observe };
