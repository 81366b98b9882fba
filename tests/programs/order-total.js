/*
 * 受注管理アプリ: 小計と合計を自動計算する
 */
(function () {
  'use strict';

  var TAX_RATE = 0.1;

  // 明細の各行の小計と、合計を計算する
  function calculate(record) {
    var total = 0;
    record['明細'].value.forEach(function (row) {
      var price = Number(row.value['単価'].value || 0);
      var count = Number(row.value['数量'].value || 0);
      row.value['小計'].value = price * count;
      total += price * count;
    });
    record['合計'].value = total;
    record['税込合計'].value = Math.floor(total * (1 + TAX_RATE));
  }

  var showEvents = ['app.record.create.show', 'app.record.edit.show'];
  kintone.events.on(showEvents, function (event) {
    var record = event.record;
    record['合計'].disabled = true;
    record['税込合計'].disabled = true;
    record['明細'].value.forEach(function (row) {
      row.value['小計'].disabled = true;
    });
    return event;
  });

  var changeEvents = [
    'app.record.create.change.単価',
    'app.record.create.change.数量',
    'app.record.create.change.明細',
    'app.record.edit.change.単価',
    'app.record.edit.change.数量',
    'app.record.edit.change.明細',
  ];
  kintone.events.on(changeEvents, function (event) {
    var row = event.changes.row;
    if (row) {
      row.value['小計'].disabled = true;
    }
    calculate(event.record);
    return event;
  });
})();
