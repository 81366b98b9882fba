/*
 * 詳細画面のボタンで、メモをテキストファイルにして添付する。
 * kintone.api ではファイルをアップロードできないので XMLHttpRequest を使う
 */
jQuery.noConflict();
(function ($) {
  'use strict';

  function upload(fileName, text) {
    var dfd = new $.Deferred();
    var formData = new FormData();
    formData.append('__REQUEST_TOKEN__', kintone.getRequestToken());
    formData.append('file', new Blob([text], { type: 'text/plain' }), fileName);
    var xhr = new XMLHttpRequest();
    xhr.open('POST', kintone.api.url('/k/v1/file', true));
    xhr.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    xhr.onload = function () {
      if (xhr.status === 200) {
        dfd.resolve(JSON.parse(xhr.responseText).fileKey);
      } else {
        dfd.reject(JSON.parse(xhr.responseText));
      }
    };
    xhr.send(formData);
    return dfd.promise();
  }

  kintone.events.on('app.record.detail.show', function (event) {
    var $button = $('<button type="button" id="attach">添付</button>');
    $button.on('click', function () {
      $.when(upload('memo.txt', event.record['メモ'].value), upload('no.txt', String(event.recordId)))
        .then(function (memo, number) {
          return kintone.api(kintone.api.url('/k/v1/record', true), 'PUT', {
            app: event.appId,
            id: event.recordId,
            record: { 添付: { value: [{ fileKey: memo }, { fileKey: number }] } },
          });
        })
        .then(
          function (resp) {
            $button.text('添付しました (リビジョン ' + resp.revision + ')');
          },
          function (error) {
            $button.text(error.code);
          },
        );
    });
    $(kintone.app.record.getHeaderMenuSpaceElement()).append($button);
    return event;
  });
})(jQuery);
