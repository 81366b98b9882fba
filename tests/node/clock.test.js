/** The shim's clock: request tokens grow old by it (T02). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShim } from '../support/calls.js';
import { runModule } from '../support/child.js';
import { openServer, Page } from '../support/page-client.js';

const DAY = 86_400_000;
const url = 'https://api.example.com/';

/** Whether the page's token is taken: what comes then is about the network. */
async function isTaken(page) {
  const { answer } = await page.call({ url });
  assert.ok(['CB_CS01', 'SHIM_NETWORK_OFFLINE'].includes(answer.code), answer.code);
  return answer.code !== 'CB_CS01';
}

for (const clock of ['real', 'manual']) {
  test(`a token dies a day after it was last accepted (${clock})`, async (t) => {
    const server = await openServer(t, {}, { clock });
    const page = await Page.load(server);
    for (let i = 0; i < 3; i += 1) {
      server.shim.advance(DAY - 60_000);
      assert.equal(await isTaken(page), true);
    }
    server.shim.advance(DAY + 1);
    assert.equal(await isTaken(page), false);
    assert.equal(await isTaken(page), false);
    assert.equal(await isTaken(await Page.load(server)), true);
  });
}

test("the platform's time counts, unless the clock is manual", async () => {
  const source = `
    let now = 1e12;
    Date.now = () => now;
    const { createShim } = await import('kintone-shim');
    const { serve } = await import('kintone-shim/server');
    const { Page } = await import('./tests/support/page-client.js');
    for (const clock of ['real', 'manual']) {
      const shim = createShim({ clock });
      const server = await serve({ shim });
      const page = await Page.load(server);
      now += ${DAY} + 1;
      console.log(clock, (await page.call({ url: '${url}' })).answer.code);
      await server.close();
    }`;
  const { code, stdout } = await runModule(source);
  assert.deepEqual({ code, stdout }, { code: 0, stdout: 'real CB_CS01\nmanual SHIM_NETWORK_OFFLINE\n' });
});

test('advance takes whole milliseconds and nothing else', (t) => {
  const shim = openShim(t);
  for (const right of [0, 1, DAY]) assert.equal(shim.advance(right), undefined);
  const hostile = { valueOf: () => assert.fail('looked at') };
  for (const wrong of [undefined, null, -1, 1.5, Number.NaN, Infinity, '1', 1n, [1], hostile]) {
    assert.throws(
      () => shim.advance(wrong),
      (error) => error instanceof TypeError && error.message.includes('advance'),
      typeof wrong,
    );
  }
});
