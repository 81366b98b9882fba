/**
 * 見積番号の自動採番 (yyyy-0001)
 */
(function () {
  'use strict';

  function pad(number) {
    return ('000' + number).slice(-4);
  }

  kintone.events.on('app.record.create.show', function (event) {
    event.record.見積番号.disabled = true;
    // コピーして再利用したときは番号を消す
    if (event.reuse) {
      event.record.見積番号.value = '';
    }
    return event;
  });

  kintone.events.on('app.record.create.submit', function (event) {
    var record = event.record;
    var year = record.見積日.value.slice(0, 4);
    var params = {
      app: kintone.app.getId(),
      query: '見積番号 like "' + year + '" order by 見積番号 desc limit 1',
    };
    return new kintone.Promise(function (resolve, reject) {
      kintone.api(
        '/k/v1/records',
        'GET',
        params,
        function (resp) {
          var last = resp.records.length ? Number(resp.records[0].見積番号.value.split('-')[1]) : 0;
          record.見積番号.value = year + '-' + pad(last + 1);
          resolve(event);
        },
        function (error) {
          reject(new Error(error.message));
        },
      );
    });
  });
})();
