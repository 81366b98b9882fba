jQuery.noConflict();

(function ($, PLUGIN_ID) {
  'use strict';

  const config = kintone.plugin.app.getConfig(PLUGIN_ID);
  if (!config || !config.field) {
    return;
  }

  const isLow = (record) => Number(record[config.field].value) < Number(config.limit);

  kintone.events.on('app.record.index.show', (event) => {
    $('#stock-alert').remove();
    const low = event.records.filter(isLow);
    if (low.length === 0) return event;
    const $list = $('<ul id="stock-alert"></ul>').on('click', 'li', function () {
      $(this).toggleClass('seen').siblings().removeClass('seen');
    });
    low.forEach((record) => {
      $list.append($('<li>').text(`No.${record.$id.value}: ${record[config.field].value}`));
    });
    $(kintone.app.getHeaderSpaceElement()).append($list);
    return event;
  });

  kintone.events.on(['app.record.create.submit', 'app.record.edit.submit'], (event) => {
    if (Number(event.record[config.field].value) < 0) {
      event.record[config.field].error = '在庫数が足りません';
    }
    return event;
  });
})(jQuery, kintone.$PLUGIN_ID);
