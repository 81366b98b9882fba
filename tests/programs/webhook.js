/* レコードの登録・更新をチャットに通知する (コールバック形式) */
(function () {
  'use strict';

  var WEBHOOK_URL = 'https://hooks.example.com/services/T000/B000/xxxx';

  function send(text, event, resolve) {
    kintone.proxy(
      WEBHOOK_URL,
      'POST',
      { 'Content-Type': 'application/json' },
      JSON.stringify({ text: text }),
      function (body, status, headers) {
        if (status < 200 || status >= 300) {
          console.warn('通知エラー', status, headers['Content-Type'], body);
        }
        resolve(event);
      },
      function (error) {
        console.warn('通知エラー', error);
        resolve(event);
      },
    );
  }

  function notify(label) {
    return function (event) {
      var subject = event.record['件名'].value;
      var url = kintone.api.url('/k/', false).replace(/\/k\/.*$/, '/k/' + event.appId + '/show#record=');
      var text = '[' + label + '] ' + subject + '\n' + url + event.recordId;
      return new Promise(function (resolve) {
        send(text, event, resolve);
      });
    };
  }

  kintone.events.on(
    ['app.record.create.submit.success', 'mobile.app.record.create.submit.success'],
    notify('登録'),
  );
  kintone.events.on(
    ['app.record.edit.submit.success', 'mobile.app.record.edit.submit.success'],
    notify('更新'),
  );
})();
