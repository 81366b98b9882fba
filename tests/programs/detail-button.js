jQuery.noConflict();
(function ($) {
  'use strict';

  var BUTTON_ID = 'complete_button';

  kintone.events.on('app.record.detail.show', function (event) {
    // 増殖バグを防ぐ
    if (document.getElementById(BUTTON_ID) !== null) {
      return;
    }
    var record = event.record;
    var $status = $(kintone.app.record.getFieldElement('状況'));
    $status.css('font-weight', 'bold').addClass(record['状況'].value === '完了' ? 'done' : 'open');

    if (record['状況'].value === '完了') {
      return;
    }
    var $button = $('<button>', { id: BUTTON_ID, text: '完了にする' }).on('click', function () {
      var $self = $(this).prop('disabled', true);
      kintone
        .api(kintone.api.url('/k/v1/record', true), 'PUT', {
          app: kintone.app.getId(),
          id: kintone.app.record.getId(),
          revision: record.$revision.value,
          record: { 状況: { value: '完了' }, 完了者: { value: [{ code: kintone.getLoginUser().code }] } },
        })
        .then(function () {
          $self.text('完了しました');
        })
        .catch(function (error) {
          $('<p>', { class: 'error', text: error.message }).insertAfter($self.prop('disabled', false));
        });
    });
    $(kintone.app.record.getHeaderMenuSpaceElement()).append($button);
  });
})(jQuery);
