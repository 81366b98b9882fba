jQuery.noConflict();

(function ($, PLUGIN_ID) {
  'use strict';

  const $form = $('.js-submit-settings');
  const $field = $('.js-field');
  const $limit = $('.js-limit');
  const config = kintone.plugin.app.getConfig(PLUGIN_ID);

  // 数値フィールドを選択肢にする
  const setOptions = () =>
    kintone
      .api(kintone.api.url('/k/v1/preview/app/form/fields', true), 'GET', { app: kintone.app.getId() })
      .then(({ properties }) => {
        Object.keys(properties).forEach((code) => {
          if (properties[code].type !== 'NUMBER') return;
          $('<option>').val(code).text(properties[code].label).appendTo($field);
        });
        if (config.field) $field.val(config.field);
      });

  $limit.val(config.limit || '10');

  $form.on('submit', (e) => {
    e.preventDefault();
    if (!/^\d+$/.test($limit.val())) {
      $('.js-error').text('しきい値は数字で入力してください');
      return;
    }
    kintone.plugin.app.setConfig({ field: $field.val(), limit: $limit.val() });
  });

  setOptions().catch((error) => $('.js-error').text(error.message));
})(jQuery, kintone.$PLUGIN_ID);
