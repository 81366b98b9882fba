/** The samples of kintone's pages about Upload File, line by line; only the subdomain is filled in. */

/** The English and the Spanish page. */
export const xmlHttpRequest = `
var blob = new Blob(['Sample Test File'], {type: 'text/plain'});
var formData = new FormData();
formData.append('__REQUEST_TOKEN__', kintone.getRequestToken());
formData.append('file', blob, 'test.txt');

var url = 'https://example.kintone.com/k/v1/file.json';
var xhr = new XMLHttpRequest();
xhr.open('POST', url);
xhr.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
xhr.onload = function() {
  if (xhr.status === 200) {
    // success
    console.log(JSON.parse(xhr.responseText));
  } else {
    // error
    console.log(JSON.parse(xhr.responseText));
  }
};
xhr.send(formData);
`;

/** The same pages. */
export const fetchApi = `
const blob = new Blob(['Sample Test File'], {
  type: 'text/plain',
});
const formData = new FormData();
// CSRF TOKEN: used for all APIs with HTTP methods of POST, PUT, and DELETE on Kintone.
formData.append('__REQUEST_TOKEN__', kintone.getRequestToken());
formData.append('file', blob, 'test.txt');

const headers = {
  'X-Requested-With': 'XMLHttpRequest',
};
const resp = await fetch('/k/v1/file.json', {
  method: 'POST',
  headers,
  body: formData,
});
const respData = await resp.json();
console.log(respData);
`;

/** The Japanese page. */
export const fetchApiInJapanese = `
const blob = new Blob(['テストファイルです'], {
  type: 'text/plain',
});
const formData = new FormData();
// ファイルをアップロードするAPIは、POSTメソッドのため、CSRFトークンを設定する
formData.append('__REQUEST_TOKEN__', kintone.getRequestToken());
formData.append('file', blob, 'test.txt');

const headers = {
  'X-Requested-With': 'XMLHttpRequest',
};
const resp = await fetch('/k/v1/file.json', {
  method: 'POST',
  headers,
  body: formData,
});
const respData = await resp.json();
console.log(respData);
`;
