/* 一覧の絞り込み条件のまま CSV を作る */
(() => {
  'use strict';

  const COLUMNS = ['レコード番号', '品名', '数量', '担当者'];
  const LIMIT = 500;

  const toText = (field) => {
    switch (field.type) {
      case 'USER_SELECT':
        return field.value.map((user) => user.name).join(';');
      case 'CREATOR':
      case 'MODIFIER':
        return field.value.name;
      default:
        return field.value ?? '';
    }
  };
  const quote = (text) => `"${String(text).replaceAll('"', '""')}"`;

  async function getAllByCursor(app, query) {
    const url = kintone.api.url('/k/v1/records/cursor', true);
    const { id } = await kintone.api(url, 'POST', { app, query, size: LIMIT, fields: COLUMNS });
    const all = [];
    for (;;) {
      const { records, next } = await kintone.api(url, 'GET', { id });
      all.push(...records);
      if (!next) return all;
    }
  }

  kintone.events.on('app.record.index.show', (event) => {
    if (document.getElementById('csv-button')) return;
    const button = document.createElement('button');
    button.id = 'csv-button';
    button.innerText = 'CSV';
    button.onclick = async () => {
      // limit と offset はカーソルでは使えない
      const query = kintone.app
        .getQuery()
        .replace(/ ?limit \d+/, '')
        .replace(/ ?offset \d+/, '');
      const records = await getAllByCursor(event.appId, query);
      const lines = [COLUMNS, ...records.map((record) => COLUMNS.map((code) => toText(record[code])))];
      const area = document.createElement('textarea');
      area.value = lines.map((line) => line.map(quote).join(',')).join('\r\n');
      kintone.app.getHeaderSpaceElement().append(area);
    };
    kintone.app.getHeaderMenuSpaceElement().append(button);
  });
})();
