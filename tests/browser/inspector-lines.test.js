/** The inspector in Chromium, measured: what lines up, what is cut where, what is drawn round what has the focus. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowOf, uploadTo, useInspector } from '../support/browser/inspector-page.js';

const open = useInspector();

const answering = { shimOptions: { fetch: async () => new Response('ok'), network: ['*', '127.0.0.1'] } };

const boxOf = (locator) => locator.evaluate((each) => each.getBoundingClientRect().toJSON());

/** Where the text of an element begins and ends, whatever its padding is. */
const textOf = (locator) =>
  locator.evaluate((each) => {
    const range = document.createRange();
    range.selectNodeContents(each);
    const { left, right } = range.getBoundingClientRect();
    return { left, right };
  });

const near = (a, b, what) => assert.ok(Math.abs(a - b) < 1, `${what}: ${a} and ${b}`);

const outlineOf = (page, selector) =>
  page.locator(selector).evaluate((each) => {
    const { outlineStyle, outlineOffset } = globalThis.getComputedStyle(each);
    return outlineStyle === 'none' ? 'none' : Number.parseFloat(outlineOffset);
  });

async function fill(shim, count) {
  for (let i = 0; i < count; i += 1) await shim.kintone.proxy(`http://127.0.0.1/number/${i}/`, 'GET', {}, {});
}

test('who opens the inspector sees no focus ring until a key is pressed, and then one round the whole list', async (t) => {
  const { shim, page } = await open(t, answering);
  await fill(shim, 3);
  await rowOf(page, '/2/').waitFor();
  for (const place of ['#scroller', '.list']) assert.equal(await outlineOf(page, place), 'none', place);
  await rowOf(page, '/1/').click();
  await page.locator('#detail h2').waitFor();
  for (const place of ['#scroller', '.list', '#detail']) {
    assert.equal(await outlineOf(page, place), 'none', place);
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowUp');
  await page.locator('#rows .chosen', { hasText: '/0/' }).waitFor();
  assert.equal(await outlineOf(page, '#scroller'), 'none');
  // Outside of it, where no row and no header paints.
  assert.ok((await outlineOf(page, '.list')) >= 0);
  await rowOf(page, '/1/').click();
  await page.locator('#rows .chosen', { hasText: '/1/' }).waitFor();
  assert.equal(await outlineOf(page, '.list'), 'none', 'after a click again');
});

test('from the start the arrow keys choose, although nothing has the focus', async (t) => {
  const { shim, page } = await open(t, answering);
  await fill(shim, 3);
  await rowOf(page, '/2/').waitFor();
  await page.keyboard.press('ArrowUp');
  await page.locator('#rows .chosen', { hasText: '/2/' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#detail h2', { hasText: '/2/' }).waitFor();
});

for (const count of [3, 100]) {
  test(`with ${count} calls the chosen row reaches both edges, and each column stands below its name`, async (t) => {
    const { shim, page } = await open(t, answering);
    await fill(shim, count);
    const row = rowOf(page, `/${count - 1}/`);
    await row.click();
    await page.locator('#detail h2').waitFor();
    await page.locator('.close').click();
    const scroller = await page.locator('#scroller').evaluate((each) => {
      const { left } = each.getBoundingClientRect();
      return { left, right: left + each.clientWidth, gutter: each.offsetWidth - each.clientWidth };
    });
    assert.equal(scroller.gutter > 0, count === 100);
    const chosen = await boxOf(row);
    near(chosen.left, scroller.left, 'left');
    near(chosen.right, scroller.right, 'right');
    for (const name of ['status', 'method', 'url', 'api', 'sent', 'received', 'took', 'time']) {
      const [head, cell] = [
        await boxOf(page.locator(`.head .${name}`)),
        await boxOf(row.locator(`> .${name}`)),
      ];
      near(head.left, cell.left, name);
      near(head.right, cell.right, name);
    }
  });
}

const path = `/v2/buckets/${'経理部/'.repeat(12)}2026年度/領収書一覧.pdf`;

for (const width of [1280, 1000, 400]) {
  test(`at ${width} pixels a long path leaves the host whole; it is decoded, and cut in its middle`, async (t) => {
    const { shim, server, context, page } = await open(t, { ...answering, viewport: { width, height: 740 } });
    const { origin } = new URL(server.inspectorUrl);
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    const url = encodeURI(`https://storage.example.co.jp${path}`);
    await shim.kintone.proxy(url, 'GET', {}, {});
    const row = page.locator('#rows .row');
    await row.waitFor();
    const isWhole = ({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth;
    assert.equal(await row.locator('.origin').textContent(), 'storage.example.co.jp');
    assert.ok(await row.locator('.origin').evaluate(isWhole));
    assert.equal(await row.locator('.path').textContent(), path);
    assert.ok(await row.locator('.path .end').evaluate(isWhole));
    assert.ok(path.endsWith(await row.locator('.path .end').textContent()));
    assert.ok(!(await row.locator('.path .start').evaluate(isWhole)));
    await row.click();
    await page.locator('#detail h2', { hasText: '領収書一覧.pdf' }).waitFor();
    await page.getByRole('button', { name: 'Copy URL' }).click();
    await page.locator('#toast.shown', { hasText: 'Copied' }).waitFor();
    const clipboard = () => page.evaluate(() => globalThis.navigator.clipboard.readText());
    assert.equal(await clipboard(), url);
    await page.evaluate(() => globalThis.navigator.clipboard.writeText(''));
    await page
      .locator('#detail h2 .url')
      .evaluate((each) => globalThis.getSelection().selectAllChildren(each));
    await page.keyboard.press('Control+c');
    await page.waitForFunction(async () => (await globalThis.navigator.clipboard.readText()) !== '');
    assert.equal(await clipboard(), url);
  });
}

test('the facts of a call stand in columns, in words that need no knowledge of the shim', async (t) => {
  const { upstream, shim, page } = await open(t);
  await shim.kintone.proxy(upstream.url, 'POST', {}, 'a=1');
  await page.locator('#rows .row.good').click();
  const facts = page.locator('#detail .about > div');
  await facts.first().waitFor();
  const boxes = await facts.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON()));
  assert.ok(boxes.length >= 5);
  const lefts = new Set(boxes.map(({ left }) => Math.round(left)));
  const inFirst = boxes.filter(({ top }) => top === boxes[0].top).length;
  assert.ok(inFirst > 1 && inFirst < boxes.length, 'more than one line of them');
  assert.equal(lefts.size, inFirst);
  assert.equal(new Set(boxes.map(({ width }) => Math.round(width))).size, 1);
  assert.match(await page.locator('#detail .about').textContent(), /Answered by Network/);
});

test('a failed call says what is wrong in a sentence, and what the caller gets below it', async (t) => {
  const { shim, page } = await open(t);
  await shim.kintone.proxy('ftp://x', 'PATCH', {}, 5).catch(() => {});
  await page.locator('#rows .row.failed').click();
  const problem = page.locator('#detail .problem');
  await problem.waitFor();
  const text = await problem.textContent();
  assert.match(text, /^kintone\.proxy was called with a wrong argument: url, method/);
  assert.match(text, /url must have the scheme http: or https:; given: "ftp:\/\/x"/);
  assert.match(text, /method must be exactly "GET"/);
  const pre = page.locator('#detail pre', { hasText: '"code": "SHIM_INVALID_ARGUMENT"' });
  assert.ok((await boxOf(pre)).top > (await boxOf(problem)).bottom);
});

test('the files stand in line, and keys are named where they do something', async (t) => {
  const { shim, page } = await open(t, answering);
  const keys = async () => (await page.locator('footer kbd:visible').allTextContents()).join(' ');
  assert.equal(await keys(), '/');
  await uploadTo(shim, 'a.txt', 'x'.repeat(2_048));
  await uploadTo(shim, 'b.txt', 'x');
  await page.locator('#rows .row').first().waitFor();
  assert.equal(await keys(), '↑ ↓ /');
  await page.keyboard.press('ArrowDown');
  await page.locator('footer kbd:visible', { hasText: 'Enter' }).waitFor();
  assert.equal(await keys(), '↑ ↓ Enter /');
  await page.keyboard.press('Enter');
  await page.locator('footer kbd:visible', { hasText: 'Esc' }).waitFor();
  assert.equal(await keys(), '↑ ↓ / Esc');
  await page.locator('#tab-files').click();
  assert.equal(await keys(), '/');
  const sizes = page.locator('#file-rows tr td:nth-child(2)');
  const head = await textOf(page.locator('thead th').nth(1));
  const [first, second] = [await textOf(sizes.nth(0)), await textOf(sizes.nth(1))];
  near(first.right, second.right, 'sizes');
  near(first.right, head.right, 'size and its name');
  assert.ok(Math.abs(first.left - second.left) > 5, 'sizes of other lengths');
  const { left } = await textOf(page.locator('#file-rows td b').first());
  near((await textOf(page.locator('.usage span').first())).left, left, 'disk usage');
});

test('at 400 pixels the last row leaves room before the frame, and numbers stand below each other', async (t) => {
  const { shim, page } = await open(t, { ...answering, viewport: { width: 400, height: 740 } });
  await fill(shim, 30);
  await shim.kintone.proxy(`http://127.0.0.1/number/${'9'.repeat(9)}/`, 'POST', {}, 'a'.repeat(5_000));
  const last = rowOf(page, '999');
  await last.waitFor();
  const frame = await boxOf(page.locator('.list'));
  const { bottom } = await boxOf(last);
  assert.ok(frame.bottom - bottom >= 6, `${frame.bottom - bottom}`);
  for (const name of ['received', 'took']) {
    const [a, b] = [rowOf(page, '/29/'), last].map((row) => row.locator(`> .${name}`));
    near((await boxOf(a)).right, (await boxOf(b)).right, name);
    near((await boxOf(a)).left, (await boxOf(b)).left, name);
  }
});

for (const colorScheme of ['light', 'dark']) {
  test(`in the ${colorScheme} the chosen tab is lighter than its track`, async (t) => {
    const { page } = await open(t, { colorScheme });
    const lightness = (selector) =>
      page.locator(selector).evaluate((each) => {
        const colour = globalThis.getComputedStyle(each).backgroundColor;
        return colour
          .match(/[\d.]+/g)
          .slice(0, 3)
          .reduce((sum, part) => sum + Number(part), 0);
      });
    assert.ok((await lightness('.tabs [aria-selected="true"]')) > (await lightness('.tabs')) + 8);
  });
}
