// proxy.upload takes a Blob or File of any realm.
import { createShim, type BlobLike } from 'kintone-shim';

const { kintone } = createShim();
const url = 'https://files.example.com/april.pdf';

export async function upload(file: File): Promise<number> {
  const headers = { 'Content-Type': file.type || 'application/octet-stream' };
  const [, status] = await kintone.proxy.upload(url, 'PUT', headers, { format: 'RAW', value: file });
  return status;
}

declare const blobOfAnotherRealm: BlobLike;
declare const methodOfTheConfig: string;

kintone.proxy.upload(url, 'POST', {}, { format: 'RAW', value: new Blob(['a']) });
kintone.proxy.upload(url, 'POST', {}, { format: 'RAW', value: blobOfAnotherRealm });
kintone.proxy.upload(url, methodOfTheConfig, {}, { format: 'RAW', value: blobOfAnotherRealm });
export const nothing: void = kintone.proxy.upload(
  url,
  'POST',
  {},
  { format: 'RAW', value: new Blob([]) },
  (body, status, headers) => console.log(body.length, status + 1, headers['ETag']),
  (error) => console.log(JSON.parse(error)),
);
