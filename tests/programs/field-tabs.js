// タブでフィールドの表示を切り替える (jQuery)
(function ($) {
  'use strict';

  const TABS = [
    { label: '基本情報', fields: ['会社名', '部署名'] },
    { label: '請求先', fields: ['請求先住所', '締め日', '請求メモ'] },
  ];

  const show = (index) => {
    TABS.forEach((tab, i) => {
      tab.fields.forEach((code) => kintone.app.record.setFieldShown(code, i === index));
    });
    $('.tab-menu li').removeClass('current').eq(index).addClass('current');
  };

  const makeMenu = () => {
    const $ul = $('<ul class="tab-menu"></ul>');
    $.each(TABS, (i, tab) => {
      $('<li>').text(tab.label).attr('data-index', i).appendTo($ul);
    });
    $ul.on('click', 'li', (e) => {
      show(Number($(e.currentTarget).data('index')));
      e.preventDefault();
    });
    return $ul;
  };

  kintone.events.on(
    ['app.record.detail.show', 'app.record.create.show', 'app.record.edit.show'],
    function (event) {
      $(kintone.app.record.getSpaceElement('tab')).empty().append(makeMenu());
      show(0);
      if (event.type === 'app.record.detail.show') {
        kintone.app.record.setGroupFieldOpen('詳細', true);
      }
      return event;
    },
  );

  // 締め日が空なら請求メモを必須にする
  kintone.events.on(['app.record.create.submit', 'app.record.edit.submit'], function (event) {
    const record = event.record;
    if (!record['締め日'].value && !record['請求メモ'].value) {
      record['請求メモ'].error = '必須です。';
      show(1);
    }
    return event;
  });
})(jQuery);
