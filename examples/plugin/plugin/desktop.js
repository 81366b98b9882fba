/* global kintone, document */
(function (pluginId) {
  const receipts = 'https://receipts.example.com/v1/';
  const { unitPrice } = kintone.plugin.app.getConfig(pluginId);

  /** The total follows the quantity. */
  kintone.events.on(['app.record.create.change.Quantity', 'app.record.edit.change.Quantity'], (event) => {
    const { Quantity, Total } = event.record;
    Total.value = String(Number(Quantity.value) * Number(unitPrice));
    return event;
  });

  /** kintone.api uploads no files. */
  async function upload(text, name) {
    const form = new FormData();
    form.append('__REQUEST_TOKEN__', kintone.getRequestToken());
    form.append('file', new Blob([text], { type: 'text/plain' }), name);
    const response = await fetch(kintone.api.url('/k/v1/file', true), {
      method: 'POST',
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
      body: form,
    });
    const { fileKey } = await response.json();
    return fileKey;
  }

  /** Has a receipt issued, and attaches it to the record. */
  async function issue(app, id, total) {
    const url = `${receipts}receipts`;
    const json = { 'Content-Type': 'application/json' };
    const [text, status] = await kintone.plugin.app.proxy(pluginId, url, 'POST', json, { total });
    if (status !== 201) throw new Error(`領収書を発行できません（${status}）`);
    const fileKey = await upload(text, `receipt-${id}.txt`);
    const record = { Receipt: { value: [{ fileKey }] } };
    await kintone.api(kintone.api.url('/k/v1/record', true), 'PUT', { app, id, record });
  }

  kintone.events.on('app.record.create.submit.success', async (event) => {
    const { appId, recordId, record } = event;
    await issue(appId, recordId, record.Total.value);
    return event;
  });

  /** On the list, a button for the records that have none yet. */
  kintone.events.on('app.record.index.show', (event) => {
    const button = document.createElement('button');
    button.textContent = '領収書を発行';
    button.onclick = async () => {
      const app = kintone.app.getId();
      const { records } = await kintone.api(kintone.api.url('/k/v1/records', true), 'GET', { app });
      const missing = records.filter(({ Receipt }) => Receipt.value.length === 0);
      for (const { $id, Total } of missing) await issue(app, $id.value, Total.value);
      button.textContent = `${missing.length}件を発行しました`;
    };
    kintone.app.getHeaderMenuSpaceElement().append(button);
    return event;
  });
})(kintone.$PLUGIN_ID);
