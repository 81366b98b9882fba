/** What a route's function gets of an upload: a Blob of the platform, whatever window the file is of. */
import assert from 'node:assert/strict';
import { Blob, File } from 'node:buffer';
import { test } from 'node:test';
import { failureOf, openShim, successOf, upload } from '../support/calls.js';
import { windows } from '../support/windows.js';

const api = 'https://api.example.com/file';

for (const [name, makeWindow] of Object.entries(windows)) {
  /** A shim in a window, as a test environment gives it. */
  const openIn = (t, options) => {
    const shim = openShim(t, { network: 'offline', ...options });
    const { window, close } = makeWindow();
    const uninstall = shim.install(window);
    t.after(async () => {
      uninstall();
      await close();
    });
    return { shim, window };
  };

  test(`a route's function reads an upload of ${name}`, async (t) => {
    const { shim, window } = openIn(t);
    const bytes = Uint8Array.of(0, 0xff, 0x80);
    const seen = [];
    shim.upstream
      .post(api)
      .reply(async ({ body }) => {
        seen.push(body);
        return { status: 200, body: [await body.text(), await new Response(body).text()] };
      })
      .times(2);
    shim.upstream
      .post(api)
      .reply(async ({ body }) => ({ status: 200, body: [...new Uint8Array(await body.arrayBuffer())] }));
    const blob = new window.Blob(['\u6771', 'b'], { type: 'text/plain' });
    assert.equal((await successOf(upload(shim, api, blob))).body, '["\u6771b","\u6771b"]');
    const file = new window.File(['c'], 'c.csv', { type: 'text/csv', lastModified: 5 });
    assert.equal((await successOf(upload(shim, api, file))).body, '["c","c"]');
    assert.equal((await successOf(upload(shim, api, new window.Blob([bytes])))).body, '[0,255,128]');
    assert.ok(seen[0] instanceof Blob && !(seen[0] instanceof File));
    assert.deepEqual([seen[0].size, seen[0].type], [4, 'text/plain']);
    assert.ok(seen[1] instanceof File);
    assert.deepEqual([seen[1].name, seen[1].type, seen[1].lastModified], ['c.csv', 'text/csv', 5]);
  });

  test(`a matcher's function sees the caller's own file of ${name}, as it cannot wait`, async (t) => {
    const { shim, window } = openIn(t);
    const file = new window.File(['abc'], 'c.csv', { type: 'text/csv' });
    const seen = [];
    const body = (request) => seen.push(request.body) && request.body.size === 3;
    shim.upstream.intercept({ method: 'POST', url: api, body }).reply(200, 'taken');
    assert.equal((await successOf(upload(shim, api, file))).body, 'taken');
    assert.equal(seen[0], file);
  });
}

test('a file that cannot be read fails the call, as on its way out; one that nobody reads does not', async (t) => {
  const shim = openShim(t, { network: 'offline' });
  const broken = {
    size: 3,
    type: '',
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error('unplugged')) }),
    arrayBuffer: () => Promise.reject(new Error('unplugged')),
  };
  shim.upstream
    .post(api)
    .reply(({ body }) => ({ status: 200, body: String(body.size) }))
    .reply(200, 'unread');
  const { message } = await failureOf(upload(shim, api, broken), 'SHIM_INVALID_ARGUMENT');
  assert.match(message, /data\.value/);
  assert.equal((await successOf(upload(shim, api, broken))).body, 'unread');
});
