/** What plug-ins save: where it shows, against a model of the rules, and what its owners may do to it. */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';

const id = 'faabchdodajloackbgnipilddblmkejp';
const secret = 's3cretOfThePlugin';
const url = 'https://api.example.com/v1';

const withConfig = (...proxyConfig) => ({ plugins: { [id]: { proxyConfig } } });
const saved = { url, method: 'POST', headers: { 'X-Key': secret, 'X-Other': '1' }, data: { key: secret } };

test('neither the journal nor a message has what was saved; a route sees it', async () => {
  const shim = createShim(withConfig(saved));
  const seen = [];
  shim.upstream.post(`${url}/a`).reply((request) => {
    seen.push(request);
    return { status: 200, body: 'ok' };
  });
  shim.upstream.post(`${url}/b`).reply(() => {
    throw new Error('broken');
  });
  shim.upstream.intercept({ method: 'POST', url: `${url}/c`, headers: { 'X-Key': 'another' } }).reply(200);
  const { proxy } = shim.kintone.plugin.app;
  const own = { 'X-Own': 'mine', 'x-key': 'mine' };
  await proxy(id, `${url}/a`, 'POST', own, { own: 1, key: 'mine' });
  assert.equal(seen[0].headers['X-Key'], secret);
  assert.equal(seen[0].body, `{"own":1,"key":"${secret}"}`);
  const failures = [];
  for (const path of ['b', 'c', 'd']) {
    failures.push(await proxy(id, `${url}/${path}`, 'POST', own, { own: 1 }).catch(String));
  }
  const calls = shim.journal.calls();
  assert.deepEqual(calls[0].headers, own);
  assert.deepEqual(calls[0].request.json(), { own: 1, key: 'mine' });
  let complaint = '';
  try {
    shim.verify();
  } catch (error) {
    complaint = error.message;
  }
  const everything = [
    failures,
    inspect(calls, { depth: 9 }),
    inspect(shim),
    complaint,
    inspect(shim.plugins, { depth: 9 }),
  ];
  assert.ok(failures.length === 3 && complaint !== '');
  assert.doesNotMatch(everything.join('\n'), new RegExp(secret));
});

test('of a file the headers are added, and its bytes are sent as they are', async () => {
  const shim = createShim(withConfig({ ...saved, data: {} }));
  let seen;
  shim.upstream.post(url).reply(async (request) => {
    seen = { headers: request.headers, body: await request.body.text() };
    return { status: 200 };
  });
  const data = { format: 'RAW', value: new Blob(['bytes']) };
  await shim.kintone.plugin.app.proxy.upload(id, url, 'POST', {}, data);
  assert.equal(seen.headers['X-Key'], secret);
  assert.equal(seen.body, 'bytes');
});

test('where a redirect leads elsewhere, what was saved does not go along', async () => {
  const shim = createShim({
    ...withConfig({ url, method: 'GET', headers: { 'X-Key': secret } }),
    redirect: 'follow',
  });
  const seen = [];
  shim.upstream.get(`${url}/same`).reply(302, '', { Location: `${url}/end` });
  shim.upstream.get(`${url}/other`).reply(302, '', { Location: 'https://other.example.com/' });
  for (const each of [`${url}/end`, 'https://other.example.com/']) {
    shim.upstream.get(each).reply((request) => {
      seen.push(request.headers['X-Key']);
      return { status: 200 };
    });
  }
  await shim.kintone.plugin.app.proxy(id, `${url}/same`, 'GET', {}, {});
  await shim.kintone.plugin.app.proxy(id, `${url}/other`, 'GET', {}, {});
  assert.deepEqual(seen, [secret, undefined]);
});

test('a reset brings the presets back, and what was being saved is not', async () => {
  const shim = createShim(withConfig(saved));
  await shim.open('plugin.config', { pluginId: id });
  const { app } = shim.kintone.plugin;
  app.setProxyConfig(url, 'POST', {}, {}, () => {});
  await shim.settled();
  assert.equal(app.getProxyConfig(url, 'POST'), null);
  let ran = 0;
  app.setProxyConfig(url, 'GET', { 'X-Key': '1' }, {}, () => (ran += 1));
  shim.reset();
  assert.equal(shim.screen.type, 'app.record.index');
  await shim.open('plugin.config', { pluginId: id });
  await shim.settled();
  assert.equal(app.getProxyConfig(url, 'GET'), null);
  assert.deepEqual(app.getProxyConfig(url, 'POST').data, saved.data);
  assert.equal(ran, 0);
});

test('it is saved later, and shim.settled() waits for it and for an async callback', async () => {
  const shim = createShim();
  await shim.open('plugin.config', { pluginId: id });
  const { app } = shim.kintone.plugin;
  const order = [];
  app.setConfig({ a: '1' }, async () => {
    await new Promise(setImmediate);
    order.push('callback');
  });
  assert.deepEqual(app.getConfig(id), {});
  order.push('returned');
  await shim.settled();
  assert.deepEqual(order, ['returned', 'callback']);
  assert.deepEqual(app.getConfig(id), { a: '1' });
});

test('what is given is kept as it was, and what is got is the test’s own', async () => {
  const shim = createShim();
  await shim.open('plugin.config', { pluginId: id });
  const { app } = shim.kintone.plugin;
  const config = { a: '1' };
  app.setConfig(config, () => {});
  config.a = '2';
  await shim.settled();
  app.getConfig(id).a = '3';
  assert.deepEqual(app.getConfig(id), { a: '1' });
});

test('names of Object.prototype are settings like others, and 10,000 of them are', async () => {
  const shim = createShim();
  await shim.open('plugin.config', { pluginId: id });
  const { app } = shim.kintone.plugin;
  const config = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`key${i}`, String(i)]));
  const odd = JSON.parse('{"__proto__":"p","constructor":"c","toString":"t"}');
  app.setConfig({ ...config, constructor: 'c' }, () => {});
  await shim.settled();
  assert.equal(Object.keys(app.getConfig(id)).length, 10_001);
  app.setConfig(odd, () => {});
  await shim.settled();
  assert.equal(JSON.stringify(app.getConfig(id)), JSON.stringify(odd));
  app.setProxyConfig(url, 'POST', {}, odd, () => {});
  await shim.settled();
  await shim.open('app.record.index');
  shim.upstream.post(url).reply((request) => ({ status: 200, body: request.body }));
  const [body] = await app.proxy(id, url, 'POST', {}, JSON.parse('{"__proto__":"mine","a":1}'));
  assert.equal(body, '{"__proto__":"p","a":1,"constructor":"c","toString":"t"}');
});

test('arguments that throw when they are looked at are named', async () => {
  const shim = createShim();
  await shim.open('plugin.config', { pluginId: id });
  const { app } = shim.kintone.plugin;
  const hostile = {
    get key() {
      throw new Error('hands off');
    },
  };
  assert.throws(() => app.setConfig(hostile), /config\.key .*hands off/);
  assert.throws(() => app.setProxyConfig(url, 'GET', hostile, {}), /headers\.key .*hands off/);
  assert.throws(() => app.setProxyConfig(url, 'GET', {}, hostile), /data\.key/);
});

/** A source of numbers that is the same each time. */
function seeded(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** G04 and G05 as they are written, in a line each. */
function model(configs, { url: asked, method, headers, data }) {
  // `{}` and `{}` are no setting (G02).
  const isSaved = (each) => Object.keys({ ...each.headers, ...each.data }).length > 0;
  const fitting = configs.filter(
    (each) => isSaved(each) && each.method === method && asked.startsWith(each.url),
  );
  const [best] = fitting.sort((a, b) => b.url.length - a.url.length);
  const names = Object.keys(best?.headers ?? {}).map((name) => name.toLowerCase());
  const kept = Object.entries(headers).filter(([name]) => !names.includes(name.toLowerCase()));
  const body = typeof data === 'string' ? data : JSON.stringify({ ...data, ...best?.data });
  return { headers: { ...Object.fromEntries(kept), ...best?.headers }, body: body === '{}' ? '' : body };
}

test('random settings and calls come to what the rules say', async () => {
  const random = seeded(14);
  const pick = (list) => list[random(list.length)];
  const some = (list, valueOf) =>
    Object.fromEntries(list.filter(() => random(3) === 0).map((name) => [name, valueOf(name)]));
  const paths = ['', '/', '/a', '/a/', '/a/b', '/a/bc', '/A', '/a?x=1', '/ab'];
  const cases = 400;
  for (let i = 0; i < cases; i++) {
    const configs = new Map();
    for (let n = random(8); n >= 0; n--) {
      const one = {
        url: `https://api.example.com${pick(paths)}`,
        method: pick(['POST', 'PUT']),
        headers: some(['X-A', 'x-b', 'X-C'], (name) => `saved ${name} ${n}`),
        data: some(['a', 'b', 'c'], (name) => pick([`saved ${name}`, n, true, null])),
      };
      configs.set(`${one.method} ${one.url}`, one);
    }
    const shim = createShim(withConfig(...configs.values()));
    let seen;
    shim.upstream.intercept({ url: '**' }).reply(({ headers, body }) => {
      seen = { headers, body };
      return { status: 200 };
    });
    const call = {
      url: `https://api.example.com${pick(paths) || '/'}`,
      method: pick(['POST', 'PUT']),
      headers: some(['x-a', 'X-B', 'X-D'], (name) => `own ${name}`),
      data: pick(['text', {}, { a: 'own', d: [1] }, { d: 'own' }]),
    };
    await shim.kintone.plugin.app.proxy(id, call.url, call.method, call.headers, call.data);
    const expected = model([...configs.values()], call);
    const headers = { ...seen.headers };
    for (const name of ['Accept', 'Accept-Encoding', 'User-Agent']) delete headers[name];
    assert.deepEqual(headers, expected.headers, JSON.stringify([call, [...configs.values()]]));
    assert.equal(seen.body, expected.body, JSON.stringify([call, [...configs.values()]]));
    shim.dispose();
  }
});

test('a spy on a member of kintone.plugin.app goes with the reset', () => {
  const shim = createShim();
  const { getConfig } = shim.kintone.plugin.app;
  shim.kintone.plugin.app.getConfig = () => ({ mine: '1' });
  shim.kintone.plugin.app.proxy = 5;
  shim.reset();
  assert.equal(shim.kintone.plugin.app.getConfig, getConfig);
  assert.equal(typeof shim.kintone.plugin.app.proxy.upload, 'function');
});

test('the option pluginId is kintone.$PLUGIN_ID, and the plug-in of a settings screen', async () => {
  const shim = createShim({ pluginId: id });
  assert.equal(shim.kintone.$PLUGIN_ID, id);
  await shim.open('plugin.config', { app: 3 });
  assert.deepEqual(shim.screen, { type: 'plugin.config', app: 3, pluginId: id });
  assert.equal('$PLUGIN_ID' in createShim().kintone, false);
});
