// 顧客コードの重複チェック
(function () {
  'use strict';

  const URL_RECORDS = kintone.api.url('/k/v1/records', true);
  const FIELD_CODE = '顧客コード';

  const escapeQuery = (text) => text.replace(/[\\"]/g, '\\$&');

  const findSame = async (appId, code, recordId) => {
    const conditions = [`${FIELD_CODE} = "${escapeQuery(code)}"`];
    if (recordId) conditions.push(`$id != ${recordId}`);
    const resp = await kintone.api(URL_RECORDS, 'GET', {
      app: appId,
      query: `${conditions.join(' and ')} limit 1`,
      fields: ['$id', FIELD_CODE],
      totalCount: true,
    });
    return resp.records;
  };

  kintone.events.on(['app.record.create.submit', 'app.record.edit.submit'], async (event) => {
    const field = event.record[FIELD_CODE];
    try {
      const records = await findSame(kintone.app.getId(), field.value, kintone.app.record.getId());
      if (records.length > 0) {
        field.error = `顧客コードが重複しています（レコード番号: ${records[0].$id.value}）`;
      }
    } catch (e) {
      console.log(e);
      event.error = `重複チェックに失敗しました。\n${e.code}: ${e.message}`;
    }
    return event;
  });
})();
