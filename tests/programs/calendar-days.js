// カレンダービューに日ごとの件数を表示する
(() => {
  'use strict';

  kintone.events.on('app.record.index.show', (event) => {
    if (event.viewType !== 'calendar') {
      return event;
    }
    const list = document.createElement('dl');
    list.id = 'day-counts';
    Object.keys(event.records)
      .sort()
      .forEach((day) => {
        const names = event.records[day].map((record) => record.予定.value);
        const term = document.createElement('dt');
        term.textContent = `${day} (${names.length})`;
        const detail = document.createElement('dd');
        detail.textContent = names.join('、');
        list.append(term, detail);
      });
    const title = document.createElement('h3');
    const [year, month] = event.date.split('-');
    title.textContent = `${year}年${Number(month)}月`;
    kintone.app.getHeaderSpaceElement().append(title, list);
    return event;
  });
})();
