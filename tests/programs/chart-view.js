// カスタマイズビューに月別の売上グラフを描く
(() => {
  'use strict';

  const VIEW_NAME = '売上グラフ';
  const SVG = 'http://www.w3.org/2000/svg';

  // 全件取得 ($id によるオフセットなしの取得)
  const fetchAll = async (app, condition, lastId = 0, records = []) => {
    const where = condition ? `(${condition}) and ` : '';
    const query = `${where}$id > ${lastId} order by $id asc limit 100`;
    const resp = await kintone.api(kintone.api.url('/k/v1/records.json', true), 'GET', { app, query });
    records.push(...resp.records);
    if (resp.records.length < 100) return records;
    return fetchAll(app, condition, resp.records[resp.records.length - 1].$id.value, records);
  };

  const sumByMonth = (records) => {
    const sums = new Map();
    for (const { 受注日, 金額 } of records) {
      const month = 受注日.value.slice(0, 7);
      sums.set(month, (sums.get(month) ?? 0) + Number(金額.value));
    }
    return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  };

  const draw = (root, sums) => {
    const max = Math.max(...sums.map(([, sum]) => sum));
    const svg = document.createElementNS(SVG, 'svg');
    sums.forEach(([month, sum], i) => {
      const bar = document.createElementNS(SVG, 'rect');
      bar.setAttribute('x', String(i * 40));
      bar.setAttribute('width', '30');
      bar.setAttribute('height', String(Math.round((sum / max) * 200)));
      const title = document.createElementNS(SVG, 'title');
      title.textContent = `${month}: ${sum.toLocaleString('ja-JP')}円`;
      bar.append(title);
      svg.append(bar);
    });
    root.replaceChildren(svg);
  };

  kintone.events.on('app.record.index.show', async (event) => {
    if (event.viewName !== VIEW_NAME) return event;
    const records = await fetchAll(kintone.app.getId(), kintone.app.getQueryCondition());
    draw(document.getElementById('chart'), sumByMonth(records));
    return event;
  });
})();
