/* global kintone */
// A customization as kintone loads it. From the command line, without kintone:
//
//     npx kintone-shim run examples/command-line/attach-report.js --offline
(async () => {
  const headers = { 'X-Requested-With': 'XMLHttpRequest' };
  const form = new FormData();
  form.append('__REQUEST_TOKEN__', kintone.getRequestToken());
  form.append('file', new Blob(['売上 1,200円\n'], { type: 'text/csv' }), '日報 4月.csv');
  const upload = await fetch('/k/v1/file.json', { method: 'POST', headers, body: form });
  const { fileKey } = await upload.json();

  const added = await fetch('/k/v1/record.json', {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      __REQUEST_TOKEN__: kintone.getRequestToken(),
      app: 5,
      record: { Reports: { value: [{ fileKey }] } },
    }),
  });
  const { id } = await added.json();
  console.log(`日報 4月.csv はレコード ${id} に添付されました`);
})();
