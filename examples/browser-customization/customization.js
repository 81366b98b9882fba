/* global document, kintone, location */
// Looks up an exchange rate and stores a receipt, both at a service of another origin that knows nothing of CORS.
//
//     npm run example:browser      serves this page and such a service, and says at which address
//
// With a service of your own: its address in the place of `service`, and the page by
// `npx kintone-shim serve <this folder> --network api.example.com`.
(() => {
  'use strict';

  const service = new URLSearchParams(location.search).get('service');

  const record = document.getElementById('record').elements;
  const rateNotice = document.getElementById('rate-notice');
  const fileNotice = document.getElementById('file-notice');

  const number = new Intl.NumberFormat('ja-JP', { maximumFractionDigits: 2 });

  /** Tells the user how it went: `kind` is 'done', 'failed', 'busy' or ''. */
  function tell(notice, kind, text) {
    notice.dataset.kind = kind;
    notice.textContent = text;
  }

  /** What kintone.proxy rejects with is a JSON text; everything else that goes wrong here is an Error. */
  function reasonOf(error) {
    if (typeof error !== 'string') return error.message;
    const { code, message } = JSON.parse(error);
    return `${message}（${code}）`;
  }

  function showRate(rate) {
    record.rate.value = rate ?? '';
    showYen();
  }

  function showYen() {
    const { rate, amount, yen } = record;
    const isKnown = rate.value !== '' && amount.value !== '';
    yen.value = isKnown ? `${number.format(Math.round(amount.value * rate.value))} 円` : '';
  }

  function clearRate() {
    showRate();
    tell(rateNotice, '', '');
  }

  /** An answer of the service that is no success says why in its `message`. */
  function read(body, status, expected) {
    const answer = JSON.parse(body);
    if (status !== expected) throw new Error(answer.message ?? `サービスの応答: ${status}`);
    return answer;
  }

  async function lookUpRate() {
    clearRate();
    tell(rateNotice, 'busy', 'レートを取得しています…');
    const [body, status] = await kintone.proxy(`${service}/rates/${record.currency.value}`, 'GET', {}, {});
    const { JPY, date, provider } = read(body, status, 200);
    showRate(JPY);
    tell(rateNotice, 'done', `${date} ${provider}`);
  }

  async function storeFile() {
    const [file] = record.file.files;
    if (!file) throw new Error('ファイルを選択してください');
    tell(fileNotice, 'busy', `${file.name} を送信しています…`);
    const [body, status] = await kintone.proxy.upload(
      `${service}/files/${encodeURIComponent(file.name)}`,
      'PUT',
      { 'Content-Type': file.type || 'application/octet-stream' },
      { format: 'RAW', value: file },
    );
    const { name, size, sha256 } = read(body, status, 201);
    tell(
      fileNotice,
      'done',
      `${name} を保管しました: ${number.format(size)} バイト、SHA-256 ${sha256.slice(0, 12)}…`,
    );
  }

  /** Does `work` on a click; meanwhile the inputs that it reads stay as they are. */
  function onClick(button, inputs, notice, work) {
    const controls = [button, ...inputs];
    button.addEventListener('click', async () => {
      for (const control of controls) control.disabled = true;
      try {
        await work();
      } catch (error) {
        tell(notice, 'failed', reasonOf(error));
      } finally {
        for (const control of controls) control.disabled = false;
      }
    });
  }

  onClick(record.lookUp, [record.currency, record.clear], rateNotice, lookUpRate);
  onClick(record.store, [record.file], fileNotice, storeFile);
  record.clear.addEventListener('click', clearRate);
  record.currency.addEventListener('change', clearRate);
  record.amount.addEventListener('input', showYen);
  record.file.addEventListener('change', () => tell(fileNotice, '', ''));
})();
