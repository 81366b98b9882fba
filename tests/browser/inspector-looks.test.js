/** The inspector's page in Chromium: fluid with ten thousand calls, at two widths, in light and dark. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowOf, useInspector } from '../support/browser/inspector-page.js';

const open = useInspector();

test('ten thousand calls stay fluid', async (t) => {
  const { shim, page } = await open(t, { shimOptions: { fetch: async () => new Response('ok') } });
  await page.evaluate(() => {
    let last = performance.now();
    globalThis.longest = 0;
    const frame = (now) => {
      globalThis.longest = Math.max(globalThis.longest, now - last);
      last = now;
      globalThis.requestAnimationFrame(frame);
    };
    globalThis.requestAnimationFrame(frame);
  });
  const longest = () =>
    page.evaluate(() => {
      const found = globalThis.longest;
      globalThis.longest = 0;
      return found;
    });
  for (let i = 0; i < 10_000; i += 1) {
    await shim.kintone.proxy(`http://127.0.0.1/number/${i}/`, 'GET', {}, {});
  }
  await page.waitForFunction(() => document.getElementById('count').textContent === '10,000');
  await page.waitForFunction(() => document.getElementById('rows').textContent.includes('/number/9999/'));
  const frames = { filling: await longest() };
  assert.ok((await page.locator('#rows .row').count()) < 60);

  await page.evaluate(async () => {
    const scroller = document.getElementById('scroller');
    for (let top = scroller.scrollHeight; top > 0; top -= 3_000) {
      scroller.scrollTop = top;
      await new Promise(globalThis.requestAnimationFrame);
    }
    scroller.scrollTop = 0;
  });
  await page.waitForFunction(() => document.getElementById('rows').textContent.includes('/number/0/'));
  frames.scrolling = await longest();
  await page.locator('#filter').pressSequentially('number/77 -number/777');
  await page.waitForFunction(
    () => document.querySelector('#rows .row')?.getAttribute('aria-setsize') === '100',
  );
  frames.filtering = await longest();
  assert.ok((await page.locator('#rows .url').allTextContents()).every((url) => url.includes('/number/77')));
  t.diagnostic(`longest frames in ms: ${JSON.stringify(frames)}`);
  for (const milliseconds of Object.values(frames)) assert.ok(milliseconds < 250, JSON.stringify(frames));
  await page.locator('#clear').click();
  await page.waitForFunction(() => document.getElementById('count').textContent === '0');
});

/** WCAG's contrast of two colours as `rgb(…)`. */
function contrast(...colours) {
  const [light, dark] = colours
    .map((colour) => {
      const [r, g, b] = colour.match(/[\d.]+/g).map((part) => {
        const value = Number(part) / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    })
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

for (const width of [1280, 400]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`at ${width} pixels, ${colorScheme}, everything fits and can be read`, async (t) => {
      const { upstream, shim, page } = await open(t, { viewport: { width, height: 800 }, colorScheme });
      upstream.answerWith({ status: 404, body: 'b'.repeat(3_000) });
      const long = `${upstream.url}/${'a'.repeat(500)}`;
      await shim.kintone.proxy(long, 'GET', { [`X-${'long'.repeat(60)}`]: 'v'.repeat(600) }, {});
      shim.kintone.proxy('http://127.0.0.1:1/', 'GET', {}, {}, () => {});
      await page.locator('#rows .row.failed').waitFor();
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= globalThis.innerWidth);
      assert.ok(await fits());
      const texts = [
        '.row.refused .status',
        '.row.failed .status',
        '.row .method',
        '.row .size',
        '.row .origin',
      ];
      const colours = await page.evaluate((names) => {
        const styleOf = (name) => globalThis.getComputedStyle(document.querySelector(name));
        return names.map((name) => [name, styleOf(`#rows ${name}`).color, styleOf('.list').backgroundColor]);
      }, texts);
      for (const [name, text, ground] of colours) {
        assert.ok(contrast(text, ground) >= 4.5, `${name}: ${text} on ${ground}`);
      }
      await rowOf(page, 'aaaa').click();
      await page.locator('#detail h2').waitFor();
      assert.ok(await fits());
      assert.ok(
        await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.getElementById('detail');
          return scrollWidth <= clientWidth;
        }),
      );
      const box = await page.locator('#detail').boundingBox();
      assert.equal(box.width === width, width === 400);
    });
  }
}
