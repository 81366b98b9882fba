/** The inspector's list in Chromium: it shrinks, keeps a reader's place, and does what the keys say. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowOf, uploadTo, useInspector } from '../support/browser/inspector-page.js';

const open = useInspector();

const answering = { shimOptions: { fetch: async () => new Response('ok') } };

async function fill(shim, from, to) {
  for (let i = from; i < to; i += 1) await shim.kintone.proxy(`http://127.0.0.1/number/${i}/`, 'GET', {}, {});
}

const hasRows = (page, count) =>
  page.waitForFunction((n) => {
    const row = document.querySelector('#rows .row');
    return n === 0 ? !row : row?.getAttribute('aria-setsize') === String(n);
  }, count);

/** That each filter leaves so many calls. */
async function filterLeaves(page, counts) {
  for (const [text, count] of counts) {
    await page.fill('#filter', text);
    await hasRows(page, count);
  }
}

for (const width of [1280, 400]) {
  test(`at ${width} pixels it shrinks and grows with the filter`, async (t) => {
    const { shim, page } = await open(t, { ...answering, viewport: { width, height: 700 } });
    await fill(shim, 0, 1_000);
    await filterLeaves(page, [
      ['', 1_000],
      ['/99', 11],
      ['nowhere', 0],
      ['', 1_000],
      ['/999', 1],
      ['', 1_000],
    ]);
    await page.fill('#filter', 'nowhere');
    await page.getByRole('status').filter({ hasText: 'No call matches the filter.' }).waitFor();
    await page.fill('#filter', '');
    await page.locator('#clear').click();
    await hasRows(page, 0);
  });
}

test('whoever looks at the youngest goes on doing so, also after a look at the files', async (t) => {
  const { shim, page } = await open(t, answering);
  await fill(shim, 0, 100);
  await rowOf(page, '/99/').waitFor();
  await page.locator('#tab-files').click();
  await fill(shim, 100, 160);
  await page.locator('#count', { hasText: '160' }).waitFor();
  await page.locator('#tab-calls').click();
  await rowOf(page, '/159/').waitFor();
  await fill(shim, 160, 170);
  await rowOf(page, '/169/').waitFor();
  await page.setViewportSize({ width: 1280, height: 500 });
  await fill(shim, 170, 171);
  await rowOf(page, '/170/').waitFor();
});

test('whoever reads keeps their place, though old calls go', async (t) => {
  const { shim, page } = await open(t, { ...answering, viewport: { width: 1280, height: 400 } });
  await fill(shim, 0, 10_000);
  await page.waitForFunction(() => document.getElementById('count').textContent === '10,000');
  await page.evaluate(() => (document.getElementById('scroller').scrollTop = 5_000 * 34 + 10));
  const topOf = () => rowOf(page, '/5002/').evaluate((row) => row.getBoundingClientRect().top);
  await rowOf(page, '/5002/').waitFor();
  const top = await topOf();
  await fill(shim, 10_000, 10_300);
  await page.waitForFunction(() => {
    const row = [...document.querySelectorAll('#rows .row')].find((each) =>
      each.textContent.includes('/5002/'),
    );
    return row?.getAttribute('aria-posinset') === '4703';
  });
  assert.ok(Math.abs((await topOf()) - top) < 2);
});

test('after a click the arrows choose; while a word is composed no key does anything', async (t) => {
  const { shim, page } = await open(t, answering);
  await fill(shim, 0, 20);
  await rowOf(page, '/10/').click();
  await page.locator('#detail h2', { hasText: '/10/' }).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.locator('#detail h2', { hasText: '/9/' }).waitFor();
  const press = (id, key, how) =>
    page.evaluate(
      ([name, init]) => {
        const each = document.getElementById(name);
        each.focus();
        each.dispatchEvent(
          new globalThis.KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }),
        );
        return [document.activeElement.id, document.querySelector('.chosen').dataset.id];
      },
      [id, { key, ...how }],
    );
  for (const key of ['Enter', 'ArrowDown']) {
    assert.deepEqual(await press('filter', key, { isComposing: true }), ['filter', '10']);
  }
  assert.deepEqual(await press('scroller', 'ArrowDown', { isComposing: true }), ['scroller', '10']);
  assert.deepEqual(await press('scroller', '/', { ctrlKey: true }), ['scroller', '10']);
  assert.deepEqual(await press('filter', 'Enter', {}), ['scroller', '10']);
});

test('the filter finds what is shown, however it is written', async (t) => {
  const { upstream, shim, page } = await open(t);
  await shim.kintone.proxy(`${upstream.url}/${encodeURIComponent('名古屋')}`, 'GET', {}, {});
  await shim.kintone.proxy(`${upstream.url}/${encodeURIComponent('がぎ')}`, 'GET', {}, {});
  await shim.kintone.proxy('http://127.0.0.1:1/dropped', 'GET', {}, {}, () => {});
  await uploadTo(shim);
  await hasRows(page, 4);
  await filterLeaves(page, [
    ['名古屋', 1],
    ['か\u3099', 1],
    ['ＧＥＴ', 3],
    ['failed', 1],
    ['nobody was told', 1],
    ['shim_connection', 1],
    ['rest -get', 1],
  ]);
  await page.fill('#filter', '失敗');
  await hasRows(page, 0);
  await page.locator('#language').click();
  await hasRows(page, 1);
});
