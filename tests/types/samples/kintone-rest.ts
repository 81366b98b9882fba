// kintone's REST side in the process: uploading, attaching, looking at what was kept.
import { createShim, type KeptFile, type KeptRecord, type RestFailure } from 'kintone-shim';

const shim = createShim({ apps: { 5: { fields: { Files: 'FILE' } } } });

export async function upload(file: File): Promise<string> {
  const body = new FormData();
  body.append('__REQUEST_TOKEN__', shim.kintone.getRequestToken());
  body.append('file', file);
  const headers = { 'X-Requested-With': 'XMLHttpRequest' };
  const request = new Request('https://example.kintone.com/k/v1/file.json', {
    method: 'POST',
    headers,
    body,
  });
  const response: Response = await shim.handle(request);
  if (!response.ok) {
    const { code, id, message, errors } = (await response.json()) as RestFailure;
    if (code === 'GAIA_BL01' || code === 'CB_CS01') throw new Error(`${code} ${id} ${message}`);
    throw new Error(errors?.['record.Files.value']?.messages.join());
  }
  return ((await response.json()) as { fileKey: string }).fileKey;
}

const files: readonly KeptFile[] = shim.files;
for (const { name, size, contentType, fileKey, state, expires = 0, guestSpace, blob } of files) {
  console.log(
    name.length + size + expires,
    contentType,
    fileKey,
    state === 'attached',
    guestSpace?.toFixed(),
    blob,
  );
}
export const bytes: Promise<Blob> | undefined = files[0]?.blob();
const records: readonly KeptRecord[] = shim.records;
console.log(records[0]?.record['Files']?.value[0].fileKey, records[0]?.app.length, shim.diskUsage + 1);
