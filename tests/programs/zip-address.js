/* 郵便番号から住所を取得するボタン */
(() => {
  'use strict';

  const ENDPOINT = 'https://zipcloud.ibsnet.co.jp/api/search';

  const search = async (zip) => {
    const [body, status] = await kintone.proxy(
      `${ENDPOINT}?zipcode=${encodeURIComponent(zip)}`,
      'GET',
      {},
      {},
    );
    if (status !== 200) throw new Error(`住所検索に失敗しました（${status}）`);
    const { results, message } = JSON.parse(body);
    if (!results) throw new Error(message || '該当する住所がありません');
    return results[0];
  };

  const onClick = async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      const obj = kintone.app.record.get();
      const found = await search(obj.record.郵便番号.value);
      obj.record.都道府県.value = found.address1;
      obj.record.住所.value = found.address2 + found.address3;
      kintone.app.record.set(obj);
      button.nextElementSibling.textContent = '';
    } catch (error) {
      button.nextElementSibling.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  };

  kintone.events.on(['app.record.create.show', 'app.record.edit.show'], (event) => {
    const space = kintone.app.record.getSpaceElement('zip_search');
    const button = document.createElement('button');
    button.type = 'button';
    button.id = 'zip-search-button';
    button.className = 'kintoneplugin-button-normal';
    button.textContent = '住所検索';
    button.addEventListener('click', onClick);
    const message = document.createElement('span');
    space.appendChild(button);
    space.appendChild(message);
    return event;
  });
})();
