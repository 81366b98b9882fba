// 一覧のインライン編集の制御
(function () {
  'use strict';

  // 承認済みのレコードは編集させない
  kintone.events.on('app.record.index.edit.show', (event) => {
    const { record } = event;
    const isApproved = record.承認.value.includes('承認済み');
    ['数量', '備考'].forEach((code) => {
      record[code].disabled = isApproved;
    });
    record.金額.disabled = true;
    return event;
  });

  kintone.events.on('app.record.index.edit.change.数量', (event) => {
    const { record, changes } = event;
    const count = Number(changes.field.value);
    if (count < 0) {
      record.数量.error = 'マイナスは入力できません';
    } else {
      record.数量.error = null;
      record.金額.value = count * Number(record.単価.value);
    }
    return event;
  });

  kintone.events.on('app.record.index.edit.submit', (event) => {
    if (Number(event.record.数量.value) > 100) return false;
    return event;
  });

  kintone.events.on('app.record.index.edit.submit.success', (event) => {
    const header = kintone.app.getHeaderMenuSpaceElement();
    const note = document.createElement('span');
    note.textContent = `No.${event.recordId}を更新しました`;
    header.replaceChildren(note);
    return event;
  });
})();
