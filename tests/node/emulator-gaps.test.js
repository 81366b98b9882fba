/** What emulators of a page break by themselves (tests/conformance/gaps-emulators.json): each fault is still there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';
import { listen } from '../support/browser.js';
import { readData } from '../support/conformance/files.js';
import { emulators } from '../support/windows.js';

/** Whether its FormData refuses a Blob of Node's. */
function refusesBlobs({ FormData }) {
  const form = new FormData();
  form.append('file', new Blob(['bytes']));
  assert.equal(form.get('file'), '[object Blob]');
  assert.throws(() => form.append('file', new Blob(['bytes']), 'a.txt'), /Blob/);
}

const faults = {
  jsdom: {
    'has no fetch': ({ fetch }) => assert.equal(fetch, undefined),
    "its FormData takes no Blob of Node's": refusesBlobs,
  },
  'happy-dom': {
    'its FormData forgets the name': ({ FormData, Blob }) => {
      const form = new FormData();
      form.append('file', new Blob(['bytes']), 'a.txt');
      assert.notEqual(form.get('file').name, 'a.txt');
    },
    "its FormData takes no Blob of Node's": refusesBlobs,
    'happyDOM.waitUntilComplete() does not wait': async (window) => {
      const shim = createShim();
      const restore = intercept(shim, window);
      let isThere = false;
      let give;
      const body = new ReadableStream({
        start: (controller) => {
          give = controller;
        },
      });
      const headers = {
        'X-Requested-With': 'XMLHttpRequest',
        'Content-Type': 'multipart/form-data; boundary=b',
      };
      const init = { method: 'POST', headers, body, duplex: 'half' };
      const answer = window.fetch('/k/v1/file.json', init).then(() => {
        isThere = true;
      });
      await window.happyDOM.waitUntilComplete();
      assert.equal(isThere, false);
      give.close();
      await answer;
      restore();
      shim.dispose();
    },
    'open() of an XMLHttpRequest ends nothing': async ({ XMLHttpRequest }) => {
      const server = await listen((request, response) => response.end());
      const xhr = new XMLHttpRequest();
      xhr.open('GET', server.origin);
      const told = new Promise((resolve) => {
        xhr.addEventListener('loadend', resolve);
      });
      xhr.send();
      xhr.open('GET', server.origin);
      await told;
      await server.close();
    },
  },
};

const listed = readData('gaps-emulators.json');

test('each fault that is listed is tried', () => {
  const tried = Object.entries(faults).flatMap(([emulator, probes]) =>
    Object.keys(probes).map((fault) => ({ emulator, fault })),
  );
  assert.equal(tried.length, listed.length);
  for (const [i, { emulator, reason }] of listed.entries()) {
    assert.equal(tried[i].emulator, emulator);
    assert.ok(reason.startsWith(tried[i].fault), reason);
  }
});

for (const [emulator, probes] of Object.entries(faults)) {
  for (const [fault, probe] of Object.entries(probes)) {
    test(`${emulator}: ${fault}`, async (t) => {
      const { window, close } = emulators[emulator]();
      t.after(close);
      await probe(window);
    });
  }
}
