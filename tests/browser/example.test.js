/** examples/browser-customization, used as a person would: looked at, clicked, and shown what went wrong. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createInterface } from 'node:readline';
import { launchBrowser } from '../support/browser.js';

const start = new URL('../../examples/browser-customization/start.js', import.meta.url).pathname;
const mostBytes = 209_715_200;

let browser;
let example;
let address;
let folder;
const lines = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kintone-shim-example-'));
  example = spawn(process.execPath, [start], { stdio: ['ignore', 'pipe', 'inherit'] });
  const output = createInterface({ input: example.stdout });
  const [line] = await once(output, 'line');
  [address] = /http:.*/.exec(line);
  output.on('line', (text) => lines.push(text));
  browser = await launchBrowser();
});

after(async () => {
  await browser.close();
  const ended = once(example, 'exit');
  example.kill('SIGINT');
  await ended;
  await rm(folder, { recursive: true });
});

async function open(t, { width = 1280, colorScheme = 'light', url = address } = {}) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, locale: 'ja-JP' });
  t.after(() => page.close());
  page.on('pageerror', (error) => assert.fail(error));
  await page.goto(url);
  const notice = async (id, kind) => {
    const found = page.locator(`#${id}-notice[data-kind="${kind}"]`);
    await found.waitFor();
    return found.textContent();
  };
  const press = (name) => page.getByRole('button', { name, exact: true }).click();
  return { page, notice, press };
}

async function fileOf(name, bytes) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

test('a rate is looked up and counted with', async (t) => {
  const { page, notice, press } = await open(t);
  await press('取得');
  assert.equal(await notice('rate', 'done'), '2025-04-01 東京為替情報センター');
  assert.equal(await page.getByLabel('レート').textContent(), '149.52');
  assert.equal(await page.getByLabel('円換算額').textContent(), '179,424 円');
  await page.getByLabel('金額').fill('10.5');
  assert.equal(await page.getByLabel('円換算額').textContent(), '1,570 円');
  await page.getByRole('combobox').selectOption('EUR');
  assert.equal(await page.getByLabel('円換算額').textContent(), '');
  await press('取得');
  await notice('rate', 'done');
  assert.equal(await page.getByLabel('レート').textContent(), '161.35');
  await press('クリア');
  assert.equal(await page.getByLabel('レート').textContent(), '');
});

test('what the service refuses, and that there is no service, is told', async (t) => {
  const { page, notice, press } = await open(t);
  await page.getByRole('combobox').selectOption('CHF');
  await press('取得');
  assert.equal(await notice('rate', 'failed'), '通貨 CHF は扱っていません');

  const lonely = new URL(address);
  lonely.searchParams.set('service', 'http://127.0.0.1:9');
  await page.goto(lonely.href);
  await press('取得');
  assert.match(await notice('rate', 'failed'), /[ぁ-ん].*（SHIM_CONNECTION_REFUSED）$/);
  assert.ok(await page.getByRole('button', { name: '取得' }).isEnabled());
});

test('a chosen file is stored as it is', async (t) => {
  const { page, notice, press } = await open(t);
  await press('保管する');
  assert.equal(await notice('file', 'failed'), 'ファイルを選択してください');

  const bytes = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 167 + (i >> 8)) & 0xff);
  const digest = createHash('sha256').update(bytes).digest('hex');
  await page.getByLabel('ファイル').setInputFiles(await fileOf('領収書 4月.pdf', bytes));
  await press('保管する');
  assert.equal(
    await notice('file', 'done'),
    `領収書 4月.pdf を保管しました: 3,000,000 バイト、SHA-256 ${digest.slice(0, 12)}…`,
  );
});

test('a file over the limit is refused with the reason', async (t) => {
  const { page, notice, press } = await open(t);
  const path = await fileOf('動画.mp4', '');
  await truncate(path, mostBytes + 1);
  await page.getByLabel('ファイル').setInputFiles(path);
  await press('保管する');
  assert.match(await notice('file', 'failed'), /（SHIM_UPLOAD_TOO_LARGE）$/);
});

test('the service itself is out of the page’s reach, and each call has a line in the log', async (t) => {
  const { page, notice, press } = await open(t);
  const service = new URL(address).searchParams.get('service');
  const reached = await page.evaluate((url) => fetch(url).then(Boolean, () => false), `${service}/rates/USD`);
  assert.equal(reached, false);
  lines.length = 0;
  await press('取得');
  await notice('rate', 'done');
  await page.reload();
  const told = lines.find((line) => line.includes('/k/api/proxy/call.json'));
  assert.match(
    told,
    /POST \/k\/api\/proxy\/call\.json 200 \d+ ms -> GET http:\/\/127\.0\.0\.1:\d+\/rates\/USD 200$/,
  );
});

for (const width of [1280, 400]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`at ${width} px, ${colorScheme}: everything fits, and a picture of it`, async (t) => {
      const { page, notice, press } = await open(t, { width, colorScheme });
      await press('取得');
      await notice('rate', 'done');
      await page.getByLabel('ファイル').setInputFiles(await fileOf('領収書 4月.pdf', Buffer.alloc(412_804)));
      await press('保管する');
      await notice('file', 'done');
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overflow, 0);
      // Looked at where SCREENSHOTS names a folder for them.
      const path = join(process.env.SCREENSHOTS ?? folder, `example-${width}-${colorScheme}.png`);
      const picture = await page.screenshot({ path, fullPage: true });
      assert.ok(picture.length > 5_000);
    });
  }
}
