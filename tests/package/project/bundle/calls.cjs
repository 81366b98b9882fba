/** What each bundle prints: a live call, one to a route, and a live upload. */
exports.calls = async ({ createShim }) => {
  const { kintone, upstream } = createShim({ network: ['127.0.0.1'] });
  const url = `${process.env.UPSTREAM}/bundled`;
  const tell = ([body, status]) => console.log(JSON.stringify([body, status]));
  tell(await kintone.proxy(url, 'GET', {}, {}));
  upstream.get('https://api.example.com/').reply(200, 'routed');
  tell(await kintone.proxy('https://api.example.com/', 'GET', {}, {}));
  tell(await kintone.proxy.upload(url, 'POST', {}, { format: 'RAW', value: new Blob(['abc']) }));
};
