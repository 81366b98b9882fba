// The life of an attached file, without a server: what kintone's side answers to each request, and what it keeps.
//
//     node examples/file-upload/start.js
import { createShim } from 'kintone-shim';

const shim = createShim({
  apiTokens: { TOKEN: 5 },
  apps: { 5: { fields: { Receipts: 'FILE' } } },
  clock: 'manual',
  // The same keys in each run.
  seed: 'file-upload',
});
const days = 86_400_000;

async function call(method, path, { form, json } = {}) {
  const headers = { 'X-Cybozu-API-Token': 'TOKEN', ...(json && { 'Content-Type': 'application/json' }) };
  const body = form ?? (json && JSON.stringify(json));
  const url = `https://example.kintone.com/k/v1/${path}`;
  const response = await shim.handle(new Request(url, { method, headers, body }));
  const isFile = response.headers.has('Content-Disposition');
  const answer = isFile ? await response.text() : await response.json();
  console.log(`\n${method} ${path.replace(/\?.*/, '?…')} → ${response.status}`);
  console.log(`  ${isFile ? answer : JSON.stringify(answer)}`);
  for (const { name, size, state } of shim.files) console.log(`  kept: ${name}, ${size} bytes, ${state}`);
  return answer;
}

async function upload(name, text) {
  const form = new FormData();
  form.append('file', new File([text], name, { type: 'text/plain' }));
  return call('POST', 'file.json', { form });
}

const files = (...keys) => ({ Receipts: { value: keys.map((fileKey) => ({ fileKey })) } });

// A key from an upload attaches the file, once.
const first = await upload('領収書 4月.txt', '合計 1,200円');
const { id } = await call('POST', 'record.json', { json: { app: 5, record: files(first.fileKey) } });
await call('POST', 'record.json', { json: { app: 5, record: files(first.fileKey) } });

// The record has another key, which downloads it, and keeps it in an update.
const { record } = await call('GET', `record.json?app=5&id=${id}`);
const { fileKey } = record.Receipts.value[0];
await call('GET', `file.json?fileKey=${fileKey}`);
const second = await upload('領収書 5月.txt', '合計 980円');
await call('PUT', 'record.json', { json: { app: 5, id, record: files(fileKey, second.fileKey) } });

// What no record takes is gone after three days.
const third = await upload('下書き.txt', '…');
shim.advance(3 * days);
await call('PUT', 'record.json', { json: { app: 5, id, record: files(third.fileKey) } });

shim.dispose();
