/** The inspector beside a served page, in one browser: even one that knows its URL can neither read it nor show it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useInspector } from '../support/browser/inspector-page.js';

const open = useInspector();

/** What a page can try with a URL of another origin; what it got of each. */
async function attempts({ url, origin }) {
  const outcomes = {};
  const paths = {
    page: url,
    events: `${url}events`,
    call: `${url}calls/1`,
    script: `${url}inspector.js`,
    guess: `${origin}/`,
  };
  for (const [name, target] of Object.entries(paths)) {
    for (const mode of ['cors', 'no-cors']) {
      outcomes[`fetch ${mode} ${name}`] = await fetch(target, { mode, credentials: 'include' }).then(
        async (response) => `read ${response.type} ${(await response.text()).length}`,
        () => 'refused',
      );
    }
  }
  const load = (tag, member, target) =>
    new Promise((resolve) => {
      const made = Object.assign(document.createElement(tag), {
        onload: () => resolve('loaded'),
        onerror: () => resolve('refused'),
      });
      made[member] = target;
      if (tag === 'link') made.rel = 'stylesheet';
      document.head.append(made);
    });
  outcomes.script = await load('script', 'src', paths.script);
  outcomes.style = await load('link', 'href', `${url}inspector.css`);
  outcomes.image = await load('img', 'src', paths.page);
  outcomes.events = await new Promise((resolve) => {
    const source = new globalThis.EventSource(paths.events);
    source.onmessage = () => resolve('read');
    source.onerror = () => resolve('refused');
  });
  outcomes.clear = await fetch(`${url}clear`, { method: 'POST', mode: 'no-cors' }).then(
    () => 'sent',
    () => 'refused',
  );
  return outcomes;
}

test('a served page that knows the URL reads nothing', async (t) => {
  const { upstream, shim, server, context, page } = await open(t);
  await shim.kintone.proxy(`${upstream.url}/private`, 'GET', {}, {});
  await page.locator('#rows .row.good').waitFor();
  const served = await context.newPage();
  await served.goto(server.url);
  const url = server.inspectorUrl;
  const outcomes = await served.evaluate(attempts, { url, origin: new URL(url).origin });
  const got = Object.entries(outcomes).filter(([, outcome]) => outcome !== 'refused');
  assert.deepEqual(got, []);
  await served.evaluate(async (src) => {
    const frame = document.createElement('iframe');
    frame.src = src;
    document.body.append(frame);
    await new Promise((resolve) => (frame.onload = resolve));
  }, url);
  // Not even an error page of the server's.
  const [, frame] = served.frames();
  assert.doesNotMatch(await frame.content(), /scroller|kintone-shim inspector/);
  // Nor did any of it change what is there.
  assert.equal(await page.locator('#count').textContent(), '1');
});

test('a served page can neither open it nor learn its URL', async (t) => {
  const { server, context } = await open(t);
  const served = await context.newPage();
  await served.goto(server.url);
  const url = server.inspectorUrl;
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    served.evaluate((target) => {
      globalThis.other = globalThis.open(target);
    }, url),
  ]);
  await opened.waitForLoadState();
  assert.equal(await opened.locator('#scroller').count(), 0);
  const secret = new URL(url).pathname.slice(1, -1);
  const own = await served.evaluate(async () => {
    const texts = ['/', '/_shim/kintone.js', '/_shim/page.json'].map((path) =>
      fetch(path, { headers: { 'X-Kintone-Shim': 'page' } }).then((response) => response.text()),
    );
    return (await Promise.all(texts)).join('\n') + document.cookie + document.referrer;
  });
  assert.ok(own.includes('kintone') && !own.includes(secret));
});

test('a call by the relay does not reach it', async (t) => {
  const { server, context, page } = await open(t);
  const served = await context.newPage();
  await served.goto(server.url);
  const errors = await served.evaluate((url) => {
    const calls = [url, `${url}events`, `${url}calls/1`].map((each) => kintone.proxy(each, 'GET', {}, {}));
    calls.push(kintone.proxy(`${url}clear`, 'POST', {}, ''));
    return Promise.all(calls.map((call) => call.then(String, String)));
  }, server.inspectorUrl);
  for (const error of errors) assert.match(error, /SHIM_ADDRESS_REFUSED/);
  await page.waitForFunction(() => document.getElementById('count').textContent === '4');
});
