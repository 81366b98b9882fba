// kintone's side of the benchmarks of intercept: a shim, and the address of a small file that a record of it has.
import { createShim } from 'kintone-shim';

export const token = { 'X-Cybozu-API-Token': 'token' };

/** Not UTF-8: whoever takes them for text damages them. */
export const smallFile = Uint8Array.of(0xff, 0xfe, 0x00, 0x80);

/** Called before globals are replaced. */
export async function openShim() {
  const shim = createShim({ apiTokens: { token: 5 }, apps: { 5: { fields: { Files: 'FILE' } } } });
  const post = async (path, body, headers) => {
    const init = { method: 'POST', headers: { ...token, ...headers }, body };
    return (await shim.handle(new Request(shim.origin + path, init))).json();
  };
  const form = new FormData();
  form.append('file', new File([smallFile], 'small.bin'));
  const Files = { value: [await post('/k/v1/file.json', form)] };
  const body = JSON.stringify({ app: 5, record: { Files } });
  await post('/k/v1/record.json', body, { 'Content-Type': 'application/json' });
  const uploadUrl = `${shim.origin}/k/v1/file.json`;
  const [{ fileKey }] = shim.records[0].record.Files.value;
  return { shim, uploadUrl, downloadUrl: `${uploadUrl}?fileKey=${fileKey}` };
}
