// PC とモバイルの両方で動くカスタマイズ
(function () {
  'use strict';

  var isMobile = function (event) {
    return event.type.indexOf('mobile.') === 0;
  };

  var events = function (names) {
    return names.reduce(function (types, name) {
      return types.concat(['app.record.' + name, 'mobile.app.record.' + name]);
    }, []);
  };

  kintone.events.on(events(['create.show', 'edit.show']), function (event) {
    var app = isMobile(event) ? kintone.mobile.app : kintone.app;
    var space = app.record.getSpaceElement('guide');
    space.textContent = kintone.getLoginUser().name + 'さん（アプリ' + app.getId() + '）';
    if (!event.record['日付'].value) {
      event.record['日付'].value = '2026-04-01';
    }
    return event;
  });

  kintone.events.on(events(['create.change.区分', 'edit.change.区分']), function (event) {
    var isOther = event.changes.field.value === 'その他';
    event.record['理由'].disabled = !isOther;
    if (!isOther) {
      event.record['理由'].value = '';
    }
    return event;
  });

  kintone.events.on(events(['create.submit', 'edit.submit']), function (event) {
    if (event.record['区分'].value === 'その他' && !event.record['理由'].value) {
      event.record['理由'].error = '理由を入力してください';
    }
    return event;
  });

  kintone.events.on('mobile.app.record.index.show', function () {
    var link = document.createElement('a');
    link.href = '/k/m/' + kintone.mobile.app.getId() + '/edit';
    link.textContent = '新規登録';
    kintone.mobile.app.getHeaderSpaceElement().appendChild(link);
  });
})();
