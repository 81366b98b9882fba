// A live call beside a tool that stands in for the network: node call.mjs <tool> <before | after> <url>
// Prints what the call and the fetch of the process got, each twice.
const [tool, when, url] = process.argv.slice(2);

/** Begins to intercept; what no test names goes to the network. */
const tools = {
  'msw-2': startMsw,
  'msw-3': startMsw,
  'nock-14': (name) => import(name),
  'nock-15': (name) => import(name),
  async undici(name) {
    const { Agent, setGlobalDispatcher } = await import(name);
    setGlobalDispatcher(new Agent());
  },
};

async function startMsw(name) {
  const { setupServer } = await import(`${name}/node`);
  setupServer().listen({ onUnhandledRequest: 'bypass' });
}

if (when === 'before') await tools[tool](tool);
const { createShim } = await import('kintone-shim');
const shim = createShim({ network: ['127.0.0.1', 'localhost'] });
if (when === 'after') await tools[tool](tool);

const file = { format: 'RAW', value: new Blob(['abc']) };
const { proxy } = shim.kintone;
const told = [];
for (const call of [
  () => proxy(`${url}/get`, 'GET', {}, {}),
  () => proxy(`${url}/post`, 'POST', { 'Content-Type': 'application/json' }, { a: 1 }),
  () => proxy.upload(`${url}/upload`, 'PUT', {}, file),
  () => proxy(`${url.replace('127.0.0.1', 'localhost')}/by-name`, 'GET', {}, {}),
]) {
  told.push(
    await call().then(
      ([body, status]) => `${status} ${body}`,
      (error) => JSON.parse(error).code,
    ),
  );
}
// A port where nobody listens.
told.push(await proxy('http://127.0.0.1:1/', 'GET', {}, {}).catch((error) => JSON.parse(error).code));
told.push((await fetch(`${url}/fetch`)).status);
console.log(JSON.stringify(told));
process.exit();
