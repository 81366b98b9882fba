/** A call that is open in the inspector, in Chromium: whatever it is, whoever reads it. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { rowOf, uploadTo, useInspector } from '../support/browser/inspector-page.js';
import { createSignal } from '../support/waiting.js';

const open = useInspector();

const focus = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);

test('a request whose URL is none opens', async (t) => {
  const { server, page } = await open(t);
  const socket = connect(server.port, '127.0.0.1');
  socket.end('GET /k/v1/file.json HTTP/1.1\r\nHost: <b>x\r\nConnection: close\r\n\r\n').resume();
  await rowOf(page, '<b>x').click();
  await page.locator('#detail h2', { hasText: 'http://<b>x/k/v1/file.json' }).waitFor();
  await page.getByRole('button', { name: 'Copy as curl' }).waitFor();
});

test('JSON is shown with the digits that it has, and without end it opens all the same', async (t) => {
  const { upstream, shim, page } = await open(t);
  const show = async (path, body) => {
    upstream.answerWith({ status: 200, body });
    await shim.kintone.proxy(upstream.url + path, 'GET', {}, {});
    await rowOf(page, path).click();
    await page.locator('#detail h2', { hasText: path }).waitFor();
    return page.locator('#detail pre').first().textContent();
  };
  const digits = '{"a":12345678901234567890,"b":1.0,"b":1E400}';
  assert.equal((await show('/digits', digits)).replace(/\s/g, ''), digits);
  const deep = '['.repeat(9_000) + ']'.repeat(9_000);
  assert.equal((await show('/deep', deep)).replace(/\s/g, ''), deep);
});

test('characters that would hide are shown, in names of files too, and copied as they are', async (t) => {
  const { upstream, shim, server, context, page } = await open(t);
  const { origin } = new URL(server.inspectorUrl);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  upstream.answerWith({ status: 200, body: 'a\u202eb' });
  await shim.kintone.proxy(`${upstream.url}/hidden`, 'POST', {}, 'c\u202ed');
  await rowOf(page, '/hidden').click();
  await page.locator('#detail pre', { hasText: 'a<U+202E>b' }).waitFor();
  await page.getByRole('button', { name: 'Copy as route' }).click();
  await page.getByText('Copied').waitFor();
  assert.match(await page.evaluate(() => globalThis.navigator.clipboard.readText()), /"a\u202eb"/);
  await uploadTo(shim, 'a\u202egpj.exe');
  await page.locator('#tab-files').click();
  await page.locator('#file-rows', { hasText: 'a<U+202E>gpj.exe' }).waitFor();
});

test('what has the focus keeps it when the call or the files go on', async (t) => {
  const { upstream, shim, page } = await open(t);
  const isFocused = createSignal();
  upstream.answerWith({ status: 200, body: 'late', after: isFocused.given });
  const call = shim.kintone.proxy(`${upstream.url}/late`, 'GET', {}, {});
  await rowOf(page, '/late').click();
  await page.getByRole('button', { name: 'Copy as curl' }).focus();
  isFocused.give();
  await call;
  await page.locator('#detail pre', { hasText: 'late' }).waitFor();
  assert.equal(await focus(page), 'curl');
  const { fileKey } = await uploadTo(shim);
  await page.locator('#tab-files').click();
  await page.getByRole('button', { name: fileKey }).focus();
  await uploadTo(shim);
  await page.waitForFunction(() => document.querySelectorAll('#file-rows tr').length === 2);
  assert.equal(await focus(page), fileKey);
});

test('where a call covers the others, nobody comes to them', async (t) => {
  const { upstream, shim, page } = await open(t, { viewport: { width: 400, height: 700 } });
  await shim.kintone.proxy(`${upstream.url}/a`, 'GET', {}, {});
  await rowOf(page, '/a').click();
  await page.locator('#detail h2').waitFor();
  assert.equal(await focus(page), 'detail');
  const areInert = (expected) =>
    page.waitForFunction(
      (are) => [...document.querySelectorAll('header, .list, footer')].every(({ inert }) => inert === are),
      expected,
    );
  await areInert(true);
  await page.setViewportSize({ width: 1280, height: 700 });
  await areInert(false);
  await page.setViewportSize({ width: 400, height: 700 });
  await areInert(true);
  await page.getByRole('button', { name: 'Close' }).click();
  await areInert(false);
  assert.equal(await focus(page), 'scroller');
});

test('a long URL and a long header leave their place to what follows, and can be read to their end', async (t) => {
  const { upstream, shim, page } = await open(t, { viewport: { width: 320, height: 640 } });
  upstream.answerWith({ status: 200, fields: [['X-Long', 'v'.repeat(8_000)]], body: 'short' });
  await shim.kintone.proxy(`${upstream.url}/${'long/'.repeat(1_000)}`, 'GET', {}, {});
  await rowOf(page, 'long').click();
  for (const selector of ['h2', '.fields dd']) {
    const long = page.locator(`#detail ${selector}`, { hasText: /(?:long\/|v){1000}/ });
    await long.waitFor();
    const heights = await long.evaluate(({ clientHeight, scrollHeight }) => [clientHeight, scrollHeight]);
    assert.ok(heights[0] < 200 && heights[1] > 1_000, heights.join());
    assert.equal(await long.evaluate((each) => (each.scrollBy(0, 100), each.scrollTop)), 100);
  }
});

test('who copies is told where something is masked', async (t) => {
  const { upstream, shim, server, context, page } = await open(t);
  const { origin } = new URL(server.inspectorUrl);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const headers = { Authorization: 'Bearer abcdefghijk', 'X-A': 'b' };
  await shim.kintone.proxy(`${upstream.url}/?token=abc`, 'POST', headers, 'password=abc');
  await rowOf(page, '127').click();
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page
    .locator('#toast.shown', { hasText: '*** stands for what is masked: URL, Authorization, body' })
    .waitFor();
});
