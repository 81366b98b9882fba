// 案件を登録したら、活動履歴アプリ (アプリID: 6) に最初の履歴を作り、そこへ移動する
(() => {
  'use strict';

  const HISTORY_APP = 6;

  const makeRequests = (event) => {
    const { record, recordId, appId } = event;
    return [
      {
        method: 'POST',
        api: '/k/v1/records.json',
        payload: {
          app: HISTORY_APP,
          records: record.担当者.value.map((user) => ({
            案件番号: { value: recordId },
            内容: { value: `${record.案件名.value}を登録しました` },
            担当: { value: [{ code: user.code }] },
          })),
        },
      },
      {
        method: 'PUT',
        api: '/k/v1/record.json',
        payload: { app: appId, id: recordId, record: { 履歴件数: { value: record.担当者.value.length } } },
      },
    ];
  };

  kintone.events.on('app.record.create.submit.success', async (event) => {
    if (event.record.担当者.value.length === 0) return event;
    try {
      const { results } = await kintone.api(kintone.api.url('/k/v1/bulkRequest', true), 'POST', {
        requests: makeRequests(event),
      });
      event.url = `/k/${HISTORY_APP}/show#record=${results[0].ids[0]}`;
    } catch (error) {
      // 登録に失敗しても案件は残す
      console.error('活動履歴を登録できませんでした', error.message);
    }
    return event;
  });
})();
