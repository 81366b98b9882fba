/** The inspector in Chromium: live, text as text, by keyboard, in two languages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowOf, uploadTo, useInspector } from '../support/browser/inspector-page.js';
import { createSignal } from '../support/waiting.js';

const open = useInspector();

test('a call of a served page appears, goes on and opens, without a reload', async (t) => {
  const { upstream, server, context, page } = await open(t);
  await page.evaluate(() => (globalThis.isSame = true));
  await page.getByText('Nothing has been called yet.').waitFor();
  const isSeen = createSignal();
  upstream.answerWith({
    status: 201,
    fields: [['X-A', 'b']],
    body: '{"a":[1]}',
    after: isSeen.given,
  });
  const served = await context.newPage();
  await served.goto(server.url);
  const call = served.evaluate(
    (url) => kintone.proxy(`${url}/orders`, 'POST', {}, { name: '東京' }),
    upstream.url,
  );
  await page.locator('#rows .row.pending').waitFor();
  isSeen.give();
  await call;
  await page.locator('#rows .row.good').waitFor();
  assert.equal(await page.locator('#rows .status').textContent(), '201');
  assert.equal(await page.locator('#count').textContent(), '1');
  await rowOf(page, '/orders').click();
  const detail = page.locator('#detail');
  await detail.getByText('"name": "東京"').waitFor();
  assert.match(await detail.textContent(), /X-A b/);
  assert.match(await detail.textContent(), /\{\n {2}"a": \[\n {4}1\n {2}\]\n\}/);
  assert.equal(await page.evaluate(() => globalThis.isSame), true);
});

test('warnings and files are shown, and disk usage', async (t) => {
  const { upstream, shim, page } = await open(t, { locale: 'ja-JP' });
  upstream.answerWith({ status: 200, body: { base64: 'iVD//gE=' } });
  await shim.kintone.proxy(`${upstream.url}/photo`, 'GET', {}, {});
  shim.kintone.proxy('http://127.0.0.1:1/dropped', 'GET', {}, {}, () => {});
  await page.locator('#rows .row.warned.failed').waitFor();
  await rowOf(page, '/photo').click();
  await page.locator('.warning', { hasText: /SHIM_WARN_BINARY$/ }).waitFor();
  assert.equal(await page.locator('.warning').count(), 1);
  await rowOf(page, '/dropped').click();
  await page.getByText('この失敗は誰にも伝わっていません').waitFor();
  const { fileKey } = await uploadTo(shim, '<b>領収書<b>.pdf', 'x'.repeat(2_048));
  await page.locator('#tab-files').click();
  await page.locator('#file-rows', { hasText: fileKey }).waitFor();
  assert.match(
    await page.locator('#file-rows').textContent(),
    /<b>領収書<b>\.pdf.*2\.0 KB.*一時保管.*\d{4}-\d\d-\d\d/s,
  );
  assert.equal(await page.locator('#usage').textContent(), '2.0 KB');
});

test('of a served page: a failure that nobody was told of, and data that was not sent', async (t) => {
  const { upstream, shim, server, context, page } = await open(t);
  const served = await context.newPage();
  await served.goto(server.url);
  await served.evaluate(async (url) => {
    const { proxy } = kintone;
    const ended = (...args) => new Promise((resolve) => proxy(...args, resolve, resolve));
    proxy('http://127.0.0.1:1/dropped', 'GET', {}, {}, () => {});
    const blob = new Blob(['abc']);
    proxy.upload('http://127.0.0.1:1/uploaded', 'POST', {}, { format: 'RAW', value: blob }, () => {});
    await ended('http://127.0.0.1:1/told', 'GET', {}, {});
    await proxy(`${url}/object`, 'GET', {}, { a: 1 });
    await proxy(`${url}/text`, 'DELETE', {}, 'a=1');
    await proxy(`${url}/nothing`, 'GET', {}, {});
    await proxy(`${url}/sent`, 'POST', {}, { a: 1 });
  }, upstream.url);
  await page.waitForFunction(() => document.querySelectorAll('#rows .row:not(.pending)').length === 7);
  const warned = page.locator('#rows .row.warned .path');
  assert.deepEqual((await warned.allTextContents()).sort(), ['/dropped', '/object', '/text', '/uploaded']);
  for (const path of ['/dropped', '/uploaded']) {
    await rowOf(page, path).click();
    await page.locator('#detail h2', { hasText: path }).waitFor();
    await page.locator('.warning', { hasText: 'Nobody was told of this failure' }).waitFor();
  }
  for (const path of ['/object', '/text']) {
    await rowOf(page, path).click();
    await page.locator('#detail h2', { hasText: path }).waitFor();
    await page.locator('.warning', { hasText: 'The data was not sent' }).waitFor();
  }
  shim.verify();
});

test('what an upstream and a caller send is shown as text', async (t) => {
  const { upstream, shim, page } = await open(t);
  const evil = '<script>globalThis.hit=1</script><img src=x onerror="globalThis.hit=1">\u202e';
  upstream.answerWith({
    status: 200,
    fields: [
      ['X-Evil', evil],
      ['Content-Type', 'text/html'],
    ],
    body: evil,
  });
  const send = (...args) => shim.kintone.proxy(...args).catch(() => {});
  await send(
    `${upstream.url}/<script>globalThis.hit=1</script>`,
    'POST',
    { 'X-Sent': '<script>hit()</script>' },
    evil,
  );
  await send(`${upstream.url}/two`, 'POST', {}, { [evil]: evil });
  await send(evil, evil, { [evil]: evil }, evil);
  upstream.answerWith({ raw: `HTTP/1.1 200 ${evil}\r\n${evil}\r\n\r\n` });
  await send(`${upstream.url}/three`, 'GET', {}, {});
  await page.waitForFunction(() => document.querySelectorAll('#rows .row').length === 4);
  const rows = page.locator('#rows .row');
  for (let i = 0; i < 4; i += 1) {
    await rows.nth(i).click();
    await page.waitForFunction((id) => document.getElementById('detail').dataset.id === id, String(i + 1));
    const made = await page.evaluate(() => [
      document.scripts.length,
      document.querySelectorAll('img, iframe, object, embed, svg, a, form, [onerror], [style*="url"]').length,
      globalThis.hit,
    ]);
    assert.deepEqual(made, [1, 0, undefined]);
  }
  await rows.nth(0).click();
  await page.locator('#detail dd', { hasText: '<script>globalThis.hit=1</script>' }).first().waitFor();
  await page.locator('#detail pre', { hasText: '<script>globalThis.hit=1</script>' }).first().waitFor();
});

test('by keyboard: filter, choose, open, close, other tab', async (t) => {
  const { shim, page } = await open(t, { shimOptions: { fetch: async () => new Response('ok') } });
  for (let i = 0; i < 200; i += 1) await shim.kintone.proxy(`http://127.0.0.1/${i}/`, 'GET', {}, {});
  await rowOf(page, '/199/').waitFor();
  const chosen = () => page.locator('#rows .chosen .url').textContent();
  await page.keyboard.press('/');
  await page.keyboard.type('.1/1');
  await page.keyboard.press('Enter');
  // The list is drawn with the next frame.
  await page.locator('#rows .row[aria-setsize="111"]').first().waitFor();
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.querySelector('#rows .chosen')?.textContent.includes('/1/'));
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.querySelector('#rows .chosen')?.textContent.includes('/10/'));
  await page.keyboard.press('End');
  await page.waitForFunction(() => document.querySelector('#rows .chosen')?.textContent.includes('/199/'));
  await page.keyboard.press('PageUp');
  await page.waitForFunction(() => !document.querySelector('#rows .chosen')?.textContent.includes('/199/'));
  const id = await page.locator('#scroller').getAttribute('aria-activedescendant');
  assert.equal(await page.locator(`#${id} .url`).textContent(), await chosen());
  await page.keyboard.press('Enter');
  await page.locator('#detail h2', { hasText: await chosen() }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'detail');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#detail').isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'scroller');
  await page.locator('#tab-calls').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.locator('#files').isVisible(), true);
});

test('copied as curl and as a route, with what is secret masked', async (t) => {
  const { upstream, shim, page, context, server } = await open(t);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: new URL(server.inspectorUrl).origin,
  });
  upstream.answerWith({ status: 200, fields: [['Content-Type', 'text/plain']], body: "it's" });
  await shim.kintone.proxy(upstream.url, 'PUT', { Authorization: 'Bearer abcdefghijk' }, 'a=1');
  await rowOf(page, '127.0.0.1').click();
  const copied = async (name) => {
    await page.getByRole('button', { name }).click();
    await page.getByText('Copied').waitFor();
    return page.evaluate(() => globalThis.navigator.clipboard.readText());
  };
  const curl = await copied('Copy as curl');
  assert.match(
    curl,
    /^curl .*-X 'PUT'.*--url 'http:\/\/127.*-H 'Authorization: Bearer \*\*\*'.*--data-raw 'a=1'$/s,
  );
  const route = await copied('Copy as route');
  assert.equal(
    route,
    `shim.upstream.put("${upstream.url}").reply(200, "it's", {"Content-Type":"text/plain"});`,
  );
});

test('the language changes at once, with files too, and stays, and the server that has gone is told', async (t) => {
  const { server, shim, page } = await open(t, { mayComplain: true });
  const complaints = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  await uploadTo(shim);
  await page.waitForFunction(() => document.getElementById('file-count').textContent === '1');
  await page.locator('#clear').click();
  await page.locator('#language').click();
  await page.getByText('まだ呼び出しはありません。').waitFor();
  assert.equal(await page.locator('#link').textContent(), '接続中');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'ja');
  await page.reload();
  await page.getByText('まだ呼び出しはありません。').waitFor();
  await page.waitForSelector('#link.on');
  await page.locator('#language').click();
  await page.getByText('Nothing has been called yet.').waitFor();
  await uploadTo(shim);
  await page.locator('#rows .row').waitFor();
  await server.close();
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 700 });
    const link = page.locator('#link.off', { hasText: 'Not connected' });
    assert.ok(
      (await link.evaluate((each) => Number.parseFloat(globalThis.getComputedStyle(each).fontSize))) > 10,
    );
  }
  await page.locator('#clear').click();
  await page.locator('#toast.shown', { hasText: 'cannot be reached' }).waitFor();
  await page.locator('#rows .row').click();
  await page.locator('#detail', { hasText: 'cannot be reached' }).waitFor();
  assert.deepEqual(complaints, []);
});

/** Whether there are letters of Japanese in a text. */
const isJapanese = (text) => /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u.test(text);

for (const [locale, other] of [
  ['ja', 'en-US'],
  ['en', 'ja-JP'],
]) {
  test(`the inspector in ${other} says in its language why a call of a shim in ${locale} failed`, async (t) => {
    const { upstream, shim, page } = await open(t, { locale: other, shimOptions: { locale } });
    upstream.answerWith({ status: 200, body: { base64: 'iVD//gE=' } });
    await shim.kintone.proxy(`${upstream.url}/photo`, 'GET', {}, {});
    await shim.kintone.proxy('ftp://x', 'PATCH', {}, {}).catch(() => {});
    await shim.kintone.proxy('https://example.com/', 'GET', {}, {}).catch(() => {});
    await shim.handle(new Request('https://example.kintone.com/k/v1/file.json', { method: 'POST' }));
    await uploadTo(shim);
    const texts = async () => {
      const found = [];
      for (const [id, selector] of [
        [1, '.warning p'],
        [2, '.problem p'],
        [2, '.problem dd'],
        [3, '.problem p'],
        [4, '.problem p'],
        [5, '.warning p'],
      ]) {
        await page.locator(`#call-${id}`).click();
        found.push(await page.locator(`#detail[data-id="${id}"] ${selector}`).first().textContent());
      }
      return found.map(isJapanese);
    };
    const isPageJapanese = other === 'ja-JP';
    assert.deepEqual(await texts(), Array(6).fill(isPageJapanese));
    // What the caller gets is shown as it is.
    await page.locator('#call-3').click();
    const caller = page.locator('#detail[data-id="3"] pre', { hasText: '"message"' });
    assert.equal(isJapanese(await caller.textContent()), !isPageJapanese);
    await page.locator('#language').click();
    await page.locator(`html[lang="${locale}"]`).waitFor();
    assert.deepEqual(await texts(), Array(6).fill(!isPageJapanese));
  });
}
