'use strict';
// The same tests for each runner.

/**
 * @param {{ createShim: Function, test: Function, expect: Function, afterEach: Function, mock: object }} given the
 *   package's function and the runner's; mock: `jest` or `vi`
 */
function calls({ createShim, test, expect, afterEach, mock }) {
  const upstream = process.env.UPSTREAM;
  const shim = createShim({ network: ['127.0.0.1'] });
  const { kintone } = shim;

  afterEach(() => {
    mock.useRealTimers();
    shim.verify();
  });

  test('a live call', async () => {
    const call = kintone.proxy(`${upstream}/orders`, 'POST', { 'X-Shop': 'りんご'.length }, { item: '🍎' });
    expect(call).toBeInstanceOf(Promise);
    const [body, status, headers] = await call;
    expect([body, status]).toEqual(['/orders 15', 201]);
    expect(headers).toMatchObject({ 'X-Method': 'POST', 'Content-Length': '10' });
  });

  test('an upload of this environment’s Blob and File', async () => {
    for (const value of [new Blob(['abc'], { type: 'text/plain' }), new File(['あ'], 'a.txt')]) {
      const answer = kintone.proxy.upload(`${upstream}/file`, 'PUT', {}, { format: 'RAW', value });
      expect((await answer).slice(0, 2)).toEqual(['/file 3', 201]);
    }
  });

  test('a route’s function reads an upload of this environment’s Blob and File', async () => {
    const uninstall = shim.install();
    shim.upstream
      .put('https://api.example.com/file')
      .reply(async ({ body }) => ({ status: 200, body: [body.name ?? '', await body.text()] }))
      .times(2);
    for (const [value, seen] of [
      [new Blob(['abc']), ['', 'abc']],
      [new File(['あ'], 'a.txt'), ['a.txt', 'あ']],
    ]) {
      const url = 'https://api.example.com/file';
      const [body] = await kintone.proxy.upload(url, 'PUT', {}, { format: 'RAW', value });
      expect(JSON.parse(body)).toEqual(seen);
    }
    uninstall();
  });

  test('the callback form', async () => {
    const answer = await new Promise((resolve, reject) => {
      const returned = kintone.proxy(`${upstream}/a`, 'GET', {}, {}, (...args) => resolve(args), reject);
      expect(returned).toBeUndefined();
    });
    expect(answer.slice(0, 2)).toEqual(['/a 0', 201]);
  });

  test('a failure is a string', async () => {
    const failure = await createShim()
      .kintone.proxy(`${upstream}/`, 'GET', {}, {})
      .catch((error) => error);
    expect(JSON.parse(failure)).toMatchObject({ code: 'SHIM_NETWORK_OFFLINE' });
  });

  test('fake timers freeze no call, and not the time limit', async () => {
    mock.useFakeTimers();
    const [body] = await kintone.proxy(`${upstream}/fake-timers`, 'GET', {}, {});
    expect(body).toBe('/fake-timers 0');
    const impatient = createShim({ network: ['127.0.0.1'], limits: { timeout: 200 } });
    const failure = await impatient.kintone.proxy(`${upstream}/never`, 'GET', {}, {}).catch((error) => error);
    expect(JSON.parse(failure)).toMatchObject({ code: 'GAIA_PR03' });
  });

  test('kintone is installed, spied on and taken away', async () => {
    const uninstall = shim.install();
    const proxy = mock.spyOn(globalThis.kintone, 'proxy').mockResolvedValue(['stub', 200, {}]);
    expect((await globalThis.kintone.proxy(upstream, 'GET', {}, {}))[0]).toBe('stub');
    proxy.mockRestore();
    expect((await globalThis.kintone.proxy(`${upstream}/b`, 'GET', {}, {}))[0]).toBe('/b 0');
    uninstall();
    expect(globalThis).not.toHaveProperty('kintone');
  });
}

module.exports = { calls };
