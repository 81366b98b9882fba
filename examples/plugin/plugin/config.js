/* global kintone, document */
(function (pluginId) {
  const receipts = 'https://receipts.example.com/v1/';
  const app = kintone.plugin.app;
  const element = (id) => document.getElementById(id);

  const { unitPrice = '' } = app.getConfig(pluginId);
  const saved = app.getProxyConfig(receipts, 'POST');
  element('unit-price').value = unitPrice;
  element('token').value = saved ? saved.headers.Authorization : '';

  element('settings').addEventListener('submit', (event) => {
    event.preventDefault();
    const headers = { Authorization: element('token').value };
    app.setProxyConfig(receipts, 'POST', headers, {}, () => {
      app.setConfig({ unitPrice: element('unit-price').value }, () => {
        element('saved').textContent = '保存しました';
      });
    });
  });
})(kintone.$PLUGIN_ID);
