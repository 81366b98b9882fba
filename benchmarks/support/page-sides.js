/* global document, kintone, kintoneShim */
// In the page: the same work twice, by kintone.proxy through the page's server and by the page's own fetch. Each gives milliseconds.
(() => {
  const check = (text, length) => {
    if (text.length !== length) throw new Error(`${text.length} characters came, not ${length}`);
  };

  const calls = {
    ours: {
      get: async (url) => (await kintone.proxy(url, 'GET', {}, {}))[0],
      post: async (url, text) => (await kintone.proxy(url, 'POST', {}, text))[0],
      upload: async (url, value) =>
        (await kintone.proxy.upload(url, 'POST', {}, { format: 'RAW', value }))[0],
    },
    peer: {
      get: async (url) => (await fetch(url)).text(),
      post: async (url, body) => (await fetch(url, { method: 'POST', body })).text(),
      upload: async (url, body) => (await fetch(url, { method: 'POST', body })).text(),
    },
  };

  async function timed(work) {
    const startedAt = performance.now();
    await work();
    return performance.now() - startedAt;
  }

  globalThis.bench = {
    /** Milliseconds a call, of so many in turn. */
    small: async (side, method, url, count, text) =>
      (await timed(async () => {
        for (let i = 0; i < count; i += 1) await calls[side][method](url, text);
      })) / count,

    /** A fresh journal on both sides, a call that is not measured, then the one that is. */
    async large(side, url, warmUpUrl, length) {
      await fetch('/reset');
      kintoneShim.connect();
      await calls[side].get(warmUpUrl);
      let text;
      const took = await timed(async () => {
        text = await calls[side].get(url);
      });
      check(text, length);
      return took;
    },

    async upload(side, url) {
      const [file] = document.querySelector('input').files;
      let text;
      const took = await timed(async () => {
        text = await calls[side].upload(url, file);
      });
      if (JSON.parse(text).received !== file.size) throw new Error(`not all has arrived: ${text}`);
      return took;
    },

    wasmHeapBytes: () => kintoneShim.shim[Symbol.for('kintone-shim.internals')].wasmHeapBytes(),
  };
})();
