// With Node's types alone: its Blob, its fetch and its Buffer.
import { Blob } from 'node:buffer';
import { openAsBlob, readFileSync } from 'node:fs';
import { createShim } from 'kintone-shim';

export async function sendFile(name: string): Promise<number> {
  using shim = createShim({ fetch, ca: readFileSync('ca.pem') });
  const file = await openAsBlob(name);
  const [, first] = await shim.kintone.proxy.upload('https://a/', 'PUT', {}, { format: 'RAW', value: file });
  const small = new Blob(['a']);
  const [, second] = await shim.kintone.proxy.upload(
    'https://a/',
    'PUT',
    {},
    { format: 'RAW', value: small },
  );
  return first + second;
}
