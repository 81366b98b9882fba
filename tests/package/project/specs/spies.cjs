'use strict';
// Members of kintone's that a test spies on, replaces and restores: the same for each runner.

/** @param {{ createShim: Function, test: Function, expect: Function, afterEach: Function, mock: object }} given as of calls.cjs */
function spies({ createShim, test, expect, afterEach, mock }) {
  const apps = { 5: { fields: { Name: 'SINGLE_LINE_TEXT' }, records: [{ Name: { value: 'a' } }] } };
  const shim = createShim({ apps });
  const { kintone } = shim;
  const { api } = kintone;
  const { url, urlForGet, getConcurrencyLimit } = api;
  const origin = 'https://example.kintone.com';
  const asked = () => kintone.api(kintone.api.url('/k/v1/record', true), 'GET', { app: 5, id: 1 });

  afterEach(() => {
    mock.restoreAllMocks();
    shim.finish();
  });

  function expectOurs() {
    expect(kintone.api).toBe(api);
    expect([api.url, api.urlForGet, api.getConcurrencyLimit]).toEqual([url, urlForGet, getConcurrencyLimit]);
  }

  test('a spy on kintone.api asks kintone, and has what stands below it', async () => {
    const spy = mock.spyOn(kintone, 'api');
    const { record } = await asked();
    expect(record.Name.value).toBe('a');
    expect(spy).toHaveBeenCalledTimes(1);
    expect(spy.mock.calls[0]).toEqual([`${origin}/k/v1/record.json`, 'GET', { app: 5, id: 1 }]);
    expect(kintone.api.urlForGet('/k/v1/record', { app: 5 })).toBe(`${origin}/k/v1/record.json?app=5`);
    expect(await kintone.api.getConcurrencyLimit()).toEqual({ limit: 100, running: 0 });
    spy.mockRestore();
    expectOurs();
  });

  test('a spy on kintone.api that answers itself has what stands below it, and sends nothing', async () => {
    mock.spyOn(kintone, 'api').mockResolvedValue({ record: {} });
    expect(await asked()).toEqual({ record: {} });
    mock.spyOn(kintone, 'api').mockImplementation(async () => 'anew');
    expect(await asked()).toBe('anew');
    expect(shim.journal.requests()).toEqual([]);
    shim.reset();
    expectOurs();
    expect((await asked()).record.Name.value).toBe('a');
  });

  test('what stands below kintone.api is spied on alone, and with it', async () => {
    const spy = mock.spyOn(kintone.api, 'url').mockReturnValue('/k/v1/records');
    expect((await asked()).code).toBe(undefined);
    expect(spy).toHaveBeenCalledWith('/k/v1/record', true);
    mock.spyOn(kintone, 'api');
    mock.spyOn(kintone.api, 'urlForGet').mockReturnValue('spied');
    expect([kintone.api.url('/k/v1/record'), kintone.api.urlForGet('', {})]).toEqual([
      '/k/v1/records',
      'spied',
    ]);
    shim.reset();
    expectOurs();
    expect(kintone.api.url('/k/v1/record')).toBe(`${origin}/k/v1/record.json`);
  });

  test('a reset before or after the restoring of a runner leaves kintone as it was', async () => {
    const first = mock.spyOn(kintone, 'api').mockReturnValue('mocked');
    shim.reset();
    expectOurs();
    first.mockRestore();
    expectOurs();
    const second = mock.spyOn(kintone, 'api').mockReturnValue('mocked');
    expect(kintone.api()).toBe('mocked');
    second.mockRestore();
    shim.reset();
    expectOurs();
    expect((await asked()).record.Name.value).toBe('a');
  });

  test('members of the open screen', async () => {
    await shim.open('app.record.detail', { app: 5, id: 1 });
    const { get } = kintone.app.record;
    const passing = mock.spyOn(kintone.app.record, 'get');
    expect(kintone.app.record.get().record.Name.value).toBe('a');
    expect(passing).toHaveBeenCalledTimes(1);
    passing.mockReturnValue({ record: { Name: { value: 'mocked' } } });
    expect(kintone.app.record.get().record.Name.value).toBe('mocked');
    mock.spyOn(kintone.app, 'getId').mockReturnValue(7);
    expect(kintone.app.getId()).toBe(7);
    passing.mockRestore();
    expect(kintone.app.record.get).toBe(get);
    shim.reset();
    expect(kintone.app.getId()).toBe(5);
  });

  test('assignment, and members that the shim has not', () => {
    kintone.api = mock.fn(() => 'assigned');
    kintone.app.record.get = () => null;
    expect(kintone.api()).toBe('assigned');
    mock.spyOn(kintone.user, 'getGroups').mockReturnValue(['a']);
    expect(kintone.user.getGroups()).toEqual(['a']);
    shim.reset();
    expectOurs();
    expect(() => kintone.user.getGroups()).toThrow(/kintone\.user\.getGroups/);
  });

  test('kintone.proxy keeps kintone.proxy.upload', async () => {
    const { proxy } = kintone;
    const { upload } = proxy;
    mock.spyOn(kintone, 'proxy').mockResolvedValue(['', 200, {}]);
    expect(kintone.proxy.upload).toBe(upload);
    mock.spyOn(kintone.proxy, 'upload').mockResolvedValue(['up', 201, {}]);
    expect(await kintone.proxy.upload()).toEqual(['up', 201, {}]);
    shim.reset();
    expect([kintone.proxy, kintone.proxy.upload]).toEqual([proxy, upload]);
  });
}

module.exports = { spies };
