/** Loads what a page loads, and prints what came. */
exports.visit = async (serve) => {
  const server = await serve();
  const script = await (await fetch(`${server.url}/_shim/kintone.js`)).text();
  const headers = { 'X-Kintone-Shim': 'page' };
  const page = await (await fetch(`${server.url}/_shim/page.json`, { headers })).json();
  await server.close();
  const seen = { connects: script.includes('kintoneShim.connect();'), token: page.requestToken.length };
  console.log(JSON.stringify(seen));
};
