/** Uploads of a served page, in Chromium: kintone's own samples, their token and header, a chosen file, and its way back. */
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';
import { launchBrowser } from '../support/browser.js';
import * as samples from '../support/browser/upload-samples.js';
import { apps, declared, digest, downloadKey, files, tokens, uploadKey } from '../support/clients.js';

const page = `<!doctype html><meta charset="utf-8"><title>A customized page</title>
<form><input type="file" name="file"></form>`;
const clientScript = 'KintoneRestAPIClient.min.js';
const day = 86_400_000;

let browser;
let folder;

before(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'kintone-shim-upload-'));
  await writeFile(join(folder, 'index.html'), page);
  const manifest = fileURLToPath(import.meta.resolve('@kintone/rest-api-client/package.json'));
  await copyFile(join(manifest, '../umd', clientScript), join(folder, clientScript));
});

after(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** A served page, logged in; it ends with the test. */
async function open(t, options = declared) {
  const shim = createShim(options);
  const server = await serve({ shim, root: folder, inject: true });
  const context = await browser.newContext({ locale: 'en-US' });
  t.after(async () => {
    await context.close();
    await server.close();
    shim.dispose();
  });
  const opened = await context.newPage();
  opened.on('pageerror', (error) => assert.fail(error));
  await opened.goto(server.url);
  return { shim, page: opened, url: server.url };
}

for (const [name, sample] of Object.entries(samples)) {
  test(`kintone's sample as it stands: ${name}`, async (t) => {
    const { shim, page: opened } = await open(t);
    const told = opened.waitForEvent('console', (message) => message.type() === 'log');
    await opened.addScriptTag({ content: sample, type: 'module' });
    const answer = await (await told).args()[0].jsonValue();
    assert.deepEqual(Object.keys(answer), ['fileKey']);
    assert.match(answer.fileKey, uploadKey);
    const [file, ...more] = shim.files;
    assert.deepEqual(more, []);
    assert.deepEqual([file.name, file.state, file.fileKey], ['test.txt', 'temporary', answer.fileKey]);
    const content = sample.includes('テスト') ? 'テストファイルです' : 'Sample Test File';
    assert.equal(await (await file.blob()).text(), content);
  });
}

/**
 * Uploads a small file from the page.
 * @param {'fetch' | 'XMLHttpRequest'} api
 * @param {{ token?: string, at?: 'before' | 'after' | 'query', fields?: Record<string, string>, credentials?: string }} how
 */
function upload(opened, api, how) {
  return opened.evaluate(
    async ([by, { token, at = 'before', fields = {}, credentials }]) => {
      const form = new FormData();
      if (token !== undefined && at === 'before') form.append('__REQUEST_TOKEN__', token);
      form.append('file', new Blob(['bytes']), '領収書.txt');
      if (token !== undefined && at === 'after') form.append('__REQUEST_TOKEN__', token);
      const url = `/k/v1/file.json${at === 'query' ? `?__REQUEST_TOKEN__=${token}` : ''}`;
      if (by === 'fetch') {
        const response = await fetch(url, { method: 'POST', headers: fields, body: form, credentials });
        return { status: response.status, ...(await response.json()) };
      }
      const xhr = new XMLHttpRequest();
      xhr.open('POST', url);
      for (const [name, value] of Object.entries(fields)) xhr.setRequestHeader(name, value);
      xhr.responseType = 'json';
      xhr.send(form);
      await new Promise((resolve) => (xhr.onloadend = resolve));
      return { status: xhr.status, ...xhr.response };
    },
    [api, how],
  );
}

const requestedWith = { 'X-Requested-With': 'XMLHttpRequest' };
const unknownToken = '00000000-0000-4000-8000-000000000000';

for (const api of ['fetch', 'XMLHttpRequest']) {
  test(`${api}: the request token before or after the file, or in the query`, async (t) => {
    const { page: opened, shim } = await open(t);
    const token = await opened.evaluate(() => kintone.getRequestToken());
    for (const at of ['before', 'after', 'query']) {
      const { status, fileKey } = await upload(opened, api, { token, at, fields: requestedWith });
      assert.equal(status, 200);
      assert.match(fileKey, uploadKey);
    }
    // It need not say XMLHttpRequest.
    const other = { 'X-Requested-With': 'my plug-in' };
    assert.equal((await upload(opened, api, { token, fields: other })).status, 200);
    assert.deepEqual(
      shim.files.map(({ name, size }) => [name, size]),
      Array(4).fill(['領収書.txt', 5]),
    );
  });

  test(`${api}: without a token, with a wrong one, without X-Requested-With`, async (t) => {
    const { page: opened, shim } = await open(t);
    const token = await opened.evaluate(() => kintone.getRequestToken());
    const expired = [400, 'CB_CS01', 'The page has expired. Reload the page.'];
    const unnamed = [400, 'CB_JH01', 'Session authentication needs the request header "X-Requested-With".'];
    for (const [how, [status, code, message]] of [
      [{ fields: requestedWith }, expired],
      [{ fields: requestedWith, token: '' }, expired],
      [{ fields: requestedWith, token: unknownToken }, expired],
      [{ fields: requestedWith, token: unknownToken, at: 'after' }, expired],
      [{ fields: requestedWith, token: unknownToken, at: 'query' }, expired],
      [{ token }, unnamed],
      [{ token, at: 'after' }, unnamed],
      [{ token, fields: { 'X-Requested-With': '' } }, unnamed],
      [{}, unnamed],
    ]) {
      const refused = await upload(opened, api, how);
      assert.deepEqual(refused, { status, code, id: refused.id, message }, JSON.stringify(how));
    }
    assert.deepEqual(shim.files, []);
    assert.equal((await upload(opened, api, { token, fields: requestedWith })).status, 200);
  });

  test(`${api}: a stale token, until the page loads anew`, async (t) => {
    const { page: opened, shim } = await open(t);
    const tokenOf = () => opened.evaluate(() => kintone.getRequestToken());
    for (const grow of [() => shim.reload(), () => shim.advance(day + 1)]) {
      const token = await tokenOf();
      assert.equal((await upload(opened, api, { token, fields: requestedWith })).status, 200);
      grow();
      assert.equal((await upload(opened, api, { token, fields: requestedWith })).code, 'CB_CS01');
      await opened.reload();
      const fresh = await tokenOf();
      assert.notEqual(fresh, token);
      assert.equal((await upload(opened, api, { token: fresh, fields: requestedWith })).status, 200);
    }
  });

  test(`${api}: an API token needs no request token, and a session of its own the page has not`, async (t) => {
    const { page: opened } = await open(t);
    const fields = { 'X-Cybozu-API-Token': tokens.orders };
    assert.equal((await upload(opened, api, { fields })).status, 200);
    const wrong = await upload(opened, api, { fields: { ...requestedWith, 'X-Cybozu-API-Token': 'wrong' } });
    assert.deepEqual([wrong.status, wrong.code], [400, 'GAIA_IA02']);
  });
}

test('a page that omits its cookie is nobody', async (t) => {
  const { page: opened } = await open(t);
  const token = await opened.evaluate(() => kintone.getRequestToken());
  const refused = await upload(opened, 'fetch', { token, fields: requestedWith, credentials: 'omit' });
  assert.deepEqual([refused.status, refused.code], [401, 'CB_AU01']);
});

for (const { name, bytes, contentType } of files) {
  test(`a chosen file is uploaded, attached, and downloaded as a Blob: ${name}`, async (t) => {
    const { page: opened, shim } = await open(t);
    await opened.locator('input').setInputFiles({ name, mimeType: 'application/x-any', buffer: bytes });
    const seen = await opened.evaluate(async (app) => {
      const headers = { 'X-Requested-With': 'XMLHttpRequest' };
      const send = async (method, members) => {
        const response = await fetch('/k/v1/record.json', {
          method,
          headers: { ...headers, 'Content-Type': 'application/json' },
          body: JSON.stringify({ app, ...members, __REQUEST_TOKEN__: kintone.getRequestToken() }),
        });
        return response.json();
      };
      const form = new FormData(document.querySelector('form'));
      form.append('__REQUEST_TOKEN__', kintone.getRequestToken());
      const uploaded = await fetch('/k/v1/file.json', { method: 'POST', headers, body: form });
      const { fileKey } = await uploaded.json();
      const { id } = await send('POST', { record: {} });
      const put = await send('PUT', { id, record: { Files: { value: [{ fileKey }] } } });
      const shown = await fetch(`/k/v1/record.json?app=${app}&id=${id}`, { headers });
      const file = (await shown.json()).record.Files.value[0];

      // As kintone's page of Download File has it.
      const xhr = new XMLHttpRequest();
      xhr.open('GET', `/k/v1/file.json?fileKey=${file.fileKey}`);
      xhr.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
      xhr.responseType = 'blob';
      xhr.send();
      await new Promise((resolve) => (xhr.onloadend = resolve));
      const chosen = document.querySelector('input').files[0];
      const [sent, back] = await Promise.all(
        [chosen, xhr.response].map(async (blob) => new Uint8Array(await blob.arrayBuffer())),
      );
      return {
        fileKey,
        put,
        file,
        isEqual: back.length === sent.length && back.every((byte, i) => byte === sent[i]),
        blobSize: xhr.response.size,
        disposition: xhr.getResponseHeader('content-disposition'),
      };
    }, apps.orders);
    assert.match(seen.fileKey, uploadKey);
    assert.deepEqual(seen.put, { revision: '2' });
    assert.match(seen.file.fileKey, downloadKey);
    assert.deepEqual(
      { ...seen.file, fileKey: '' },
      { contentType, fileKey: '', name, size: String(bytes.length) },
    );
    assert.deepEqual([seen.isEqual, seen.blobSize], [true, bytes.length]);
    assert.match(seen.disposition, /^attachment; filename="[ -~]+"$/);
    const [kept] = shim.files;
    assert.equal(digest(Buffer.from(await (await kept.blob()).arrayBuffer())), digest(bytes));
  });
}

test("kintone's own client in the page, by its session", async (t) => {
  const { page: opened } = await open(t);
  await opened.addScriptTag({ url: `/${clientScript}` });
  const { text, names, code } = await opened.evaluate(async (app) => {
    const client = new globalThis.KintoneRestAPIClient();
    const upload = (name) => client.file.uploadFile({ file: { name, data: '本文' } });
    const { fileKey } = await upload('議事録.txt');
    const record = { Files: { value: [{ fileKey }] } };
    const { id } = await client.record.addRecord({ app, record });
    const shown = await client.record.getRecord({ app, id });
    const [file] = shown.record.Files.value;
    const second = await upload('資料.pdf');
    const value = [{ fileKey: file.fileKey }, { fileKey: second.fileKey }];
    await client.record.updateRecords({ app, records: [{ id, record: { Files: { value } } }] });
    const { records } = await client.record.getRecords({ app, fields: ['Files'] });
    const bytes = await client.file.downloadFile({ fileKey: file.fileKey });
    const refused = await client.record.addRecord({ app, record }).catch((error) => error);
    return {
      text: new TextDecoder().decode(bytes),
      names: records[0].Files.value.map(({ name }) => name),
      code: refused.code,
    };
  }, apps.orders);
  assert.deepEqual(
    { text, names, code },
    { text: '本文', names: ['議事録.txt', '資料.pdf'], code: 'GAIA_BL01' },
  );
});
