(function () {
  'use strict';

  // 確定済みのレコードは管理者しか削除できない
  function isAdmin() {
    var user = kintone.getLoginUser();
    return user.code === 'admin';
  }

  kintone.events.on(['app.record.index.delete.submit', 'app.record.detail.delete.submit'], function (event) {
    if (event.record['状態'].value !== '確定' || isAdmin()) {
      return event;
    }
    event.error = '確定済みのレコード（No.' + event.recordId + '）は削除できません。';
    return event;
  });

  // モバイルでは削除させない
  kintone.events.on('mobile.app.record.detail.delete.submit', function () {
    return false;
  });
})();
