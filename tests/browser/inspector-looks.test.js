/** The inspector's page in Chromium: fluid with ten thousand calls, at two widths, in light and dark. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowOf, uploadTo, useInspector } from '../support/browser/inspector-page.js';
import { longestTask } from '../support/browser/longest-task.js';

const open = useInspector();

test('ten thousand calls stay fluid', async (t) => {
  const { shim, page } = await open(t, { shimOptions: { fetch: async () => new Response('ok') } });
  const tasks = {};
  tasks.filling = await longestTask(page, async () => {
    for (let i = 0; i < 10_000; i += 1) {
      await shim.kintone.proxy(`http://127.0.0.1/number/${i}/`, 'GET', {}, {});
    }
    await page.waitForFunction(() => document.getElementById('count').textContent === '10,000');
    await page.waitForFunction(() => document.getElementById('rows').textContent.includes('/number/9999/'));
  });
  assert.ok((await page.locator('#rows .row').count()) < 60);

  tasks.scrolling = await longestTask(page, async () => {
    await page.evaluate(async () => {
      const scroller = document.getElementById('scroller');
      for (let top = scroller.scrollHeight; top > 0; top -= 3_000) {
        scroller.scrollTop = top;
        await new Promise(globalThis.requestAnimationFrame);
      }
      scroller.scrollTop = 0;
    });
    await page.waitForFunction(() => document.getElementById('rows').textContent.includes('/number/0/'));
  });
  tasks.filtering = await longestTask(page, async () => {
    await page.locator('#filter').pressSequentially('number/77 -number/777');
    await page.waitForFunction(
      () => document.querySelector('#rows .row')?.getAttribute('aria-setsize') === '100',
    );
  });
  assert.ok((await page.locator('#rows .url').allTextContents()).every((url) => url.includes('/number/77')));
  t.diagnostic(`longest tasks in ms of a processor: ${JSON.stringify(tasks)}`);
  for (const milliseconds of Object.values(tasks)) {
    assert.ok(milliseconds > 0 && milliseconds < 100, JSON.stringify(tasks));
  }
  await page.locator('#clear').click();
  await page.waitForFunction(() => document.getElementById('count').textContent === '0');
});

/** Texts whose contrast to what is behind them is less than WCAG's 4.5, as the page shows them now. */
function faint() {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (node) => {
    if (!node) return [255, 255, 255];
    const [r, g, b, alpha] = rgba(globalThis.getComputedStyle(node).backgroundColor);
    const behind = alpha === 255 ? [0, 0, 0] : groundOf(node.parentElement);
    return [r, g, b].map((part, i) => (part * alpha + behind[i] * (255 - alpha)) / 255);
  };
  const isText = (node) =>
    node.checkVisibility() && [...node.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
  return [...document.querySelectorAll('body *')]
    .filter((node) => isText(node) && node.id !== 'toast')
    .map((node) => {
      const colours = [rgba(globalThis.getComputedStyle(node).color), groundOf(node)];
      const [dark, light] = colours.map((colour) => luminance(colour.slice(0, 3))).sort((x, y) => x - y);
      return { text: `${node.className} ${node.textContent}`, contrast: (light + 0.05) / (dark + 0.05) };
    })
    .filter(({ contrast }) => contrast < 4.5);
}

const codes = ['RESPONSE_HEADER_LINE_TOO_LONG', 'RESPONSE_TOO_MANY_HEADER_LINES', 'CONNECTION_REFUSED'];

/** Where no call that is open covers a row. */
const position = { x: 30, y: 10 };

for (const width of [1280, 1000, 400]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`at ${width} pixels, ${colorScheme}, everything fits and can be read`, async (t) => {
      const { upstream, shim, page } = await open(t, { viewport: { width, height: 800 }, colorScheme });
      const send = (...args) => shim.kintone.proxy(...args).catch(() => {});
      upstream.answerWith({ status: 404, body: 'b'.repeat(3_000) });
      const long = `${upstream.url}/${'a'.repeat(500)}`;
      await send(long, 'GET', { [`X-${'long'.repeat(60)}`]: 'v'.repeat(600) }, {});
      upstream.answerWith({ status: 200, fields: [['X-A', 'v'.repeat(9_000)]] });
      await send(`${upstream.url}/line`, 'GET', {}, {});
      upstream.answerWith({ status: 200, fields: Array(101).fill(['X-A', 'v']) });
      await send(`${upstream.url}/lines`, 'GET', {}, {});
      upstream.answerWith({ status: 200, body: { base64: 'iVD//gE=' } });
      await send(`${upstream.url}/photo`, 'POST', {}, 'a=1');
      shim.kintone.proxy('http://127.0.0.1:1/', 'GET', {}, {}, () => {});
      await page.waitForFunction(() => document.querySelectorAll('#rows .row:not(.pending)').length === 5);
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= globalThis.innerWidth);
      const areCodesWhole = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('#rows .code')].map((cell) => {
            const isWhole = cell.scrollWidth <= cell.clientWidth && cell.scrollHeight <= cell.clientHeight;
            return isWhole ? cell.textContent : `${cell.textContent} is cut`;
          }),
        );
      assert.ok(await fits());
      assert.deepEqual(await areCodesWhole(), codes);
      assert.deepEqual(await page.evaluate(faint), []);
      for (const text of ['aaaa', '/lines', '/photo']) {
        const row = rowOf(page, text).first();
        if (width > 400) await row.hover({ position });
        assert.deepEqual(await page.evaluate(faint), []);
        await row.click({ position });
        await page.locator('#detail h2', { hasText: text }).waitFor();
        assert.ok(await fits());
        assert.deepEqual(await page.evaluate(faint), []);
        const { scrollWidth, clientWidth } = await page.evaluate(() => {
          const detail = document.getElementById('detail');
          return { scrollWidth: detail.scrollWidth, clientWidth: detail.clientWidth };
        });
        assert.ok(scrollWidth <= clientWidth);
        if (width === 400) await page.getByRole('button', { name: 'Close' }).click();
      }
      assert.deepEqual(await areCodesWhole(), codes);
      if (width === 1280) {
        const { width: api } = await rowOf(page, '/photo').locator('.api').boundingBox();
        const { width: url } = await rowOf(page, '/photo').locator('.url').boundingBox();
        assert.ok(api > 50 && url > 300, `${api} ${url}`);
      }
      await rowOf(page, '/photo').click({ position });
      await page.locator('#detail h2', { hasText: '/photo' }).waitFor();
      const box = await page.locator('#detail').boundingBox();
      assert.equal(box.width === width, width === 400);
      if (width === 400) await page.getByRole('button', { name: 'Close' }).click();
      await uploadTo(shim);
      await page.locator('#tab-files').click();
      await page.locator('#file-rows tr').waitFor();
      assert.deepEqual(await page.evaluate(faint), []);
    });
  }
}
