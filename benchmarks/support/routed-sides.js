// Whoever can answer a call without a network: each opens its routes for some URLs, and answers GET with "got", POST with "posted".
import { createShim } from 'kintone-shim';

const ours = {
  name: 'kintone-shim',
  async open(urls) {
    const shim = createShim();
    const declare = () => {
      for (const url of urls) {
        shim.upstream.get(url).reply(200, 'got').persist();
        shim.upstream.post(url).reply(200, 'posted').persist();
      }
    };
    declare();
    const { kintone } = shim;
    return {
      name: this.name,
      get: async (url) => (await kintone.proxy(url, 'GET', {}, {}))[0],
      post: async (url, body) => (await kintone.proxy(url, 'POST', {}, body))[0],
      forget() {
        shim.reset();
        declare();
      },
      close: () => shim.dispose(),
    };
  },
};

async function mockAgent(urls) {
  const { MockAgent, fetch, request } = await import('undici');
  const agent = new MockAgent();
  agent.disableNetConnect();
  for (const url of urls) {
    const { origin, pathname } = new URL(url);
    const pool = agent.get(origin);
    pool.intercept({ path: pathname, method: 'GET' }).reply(200, 'got').persist();
    pool.intercept({ path: pathname, method: 'POST' }).reply(200, 'posted').persist();
  }
  return { agent, fetch, request };
}

const mockAgentRequest = {
  name: 'MockAgent request',
  async open(urls) {
    const { agent, request } = await mockAgent(urls);
    const ask = async (url, options) => (await request(url, { dispatcher: agent, ...options })).body.text();
    return {
      name: this.name,
      get: (url) => ask(url),
      post: (url, body) => ask(url, { method: 'POST', body }),
      close: () => agent.close(),
    };
  },
};

const mockAgentFetch = {
  name: 'MockAgent fetch',
  async open(urls) {
    const { agent, fetch } = await mockAgent(urls);
    const ask = async (url, options) => (await fetch(url, { dispatcher: agent, ...options })).text();
    return {
      name: this.name,
      get: (url) => ask(url),
      post: (url, body) => ask(url, { method: 'POST', body }),
      close: () => agent.close(),
    };
  },
};

/** By the fetch of Node, which both replace. */
const byFetch = {
  get: async (url) => (await fetch(url)).text(),
  post: async (url, body) => (await fetch(url, { method: 'POST', body })).text(),
};

const msw = {
  name: 'MSW',
  module: 'msw/node',
  async open(urls) {
    const [{ setupServer }, { http, HttpResponse }] = [await import('msw/node'), await import('msw')];
    const server = setupServer(
      ...urls.flatMap((url) => [
        http.get(url, () => HttpResponse.text('got')),
        http.post(url, () => HttpResponse.text('posted')),
      ]),
    );
    server.listen();
    return { name: this.name, ...byFetch, close: () => server.close() };
  },
};

const nock = {
  name: 'nock',
  module: 'nock',
  async open(urls) {
    const { default: intercept } = await import('nock');
    for (const url of urls) {
      const { origin, pathname } = new URL(url);
      intercept(origin).persist().get(pathname).reply(200, 'got').post(pathname).reply(200, 'posted');
    }
    return { name: this.name, ...byFetch, close: () => intercept.restore() };
  },
};

/** Those that can be loaded, ours first. MSW and nock are no dependencies: install them beside to have them measured. */
export async function routedSides() {
  const there = [];
  for (const side of [msw, nock]) {
    try {
      await import(side.module);
      there.push(side);
    } catch (error) {
      console.log(`routed: ${side.name} is left out, it cannot be loaded (${error.code ?? error.message})`);
    }
  }
  return [ours, mockAgentRequest, mockAgentFetch, ...there];
}
