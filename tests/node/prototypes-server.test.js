/** Members that somebody gave to the prototype of all objects decide nothing for a server either. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { once } from 'node:events';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';
import { folderOf } from '../support/folder.js';

/** What our code looks up in options, in what it found in a folder, and in what it hands on; not what Node's own server looks up. */
const names = [
  ...['inject', 'log', 'relay', 'root', 'shim', 'site', 'folder', 'isListener'],
  ...['reason', 'names', 'handle', 'isPage', 'opened', 'upstream', 'answer', 'kept', 'next', 'told'],
];

const hostile = { text: 'y', true: true, function: () => 'y', array: ['y'], object: {} };

const page = '<!doctype html><html><head></head><body>page</body></html>';

/** What comes over a connection that is open for one request. */
async function answerOf(socket, target) {
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => (text += chunk));
  socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  await once(socket, 'close');
  return text.replace(/^(?:Date|Set-Cookie|Content-Security-Policy): .*\r\n/gim, '');
}

const targets = [
  '/index.html',
  '/',
  '/none.html',
  '/folder/',
  '/k/v1/record.json?app=1&id=1',
  '/_shim/kintone.js',
];

/**
 * All answers of a server that is started, and asked, while `change` has been made; connections are opened before. Node itself cannot
 * listen while all objects have a `handle`: without `changesStart` it is asked alone.
 */
async function answers(t, root, change, changesStart = true) {
  const shim = createShim({ seed: 'a' });
  let undo = changesStart ? change() : () => {};
  let server;
  try {
    server = await serve({ root, shim });
  } finally {
    undo();
  }
  const { port, close } = server;
  const told = [];
  for (const target of targets) {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    undo = change();
    try {
      told.push(await answerOf(socket, target));
    } finally {
      undo();
    }
  }
  await close();
  shim.dispose();
  return told.map((text) => text.replaceAll(String(port), 'port'));
}

test('each member of Object.prototype, of each kind', async (t) => {
  const root = await folderOf(t, { 'index.html': page, 'folder/a.html': page });
  const expected = await answers(t, root, () => () => {});
  assert.match(expected[0], /^HTTP\/1\.1 200 [^]*page<\/body>/);
  assert.match(expected[2], /^HTTP\/1\.1 404 /);
  const broken = [];
  for (const [kind, value] of Object.entries(hostile)) {
    for (const name of names) {
      const change = () => {
        Object.prototype[name] = value;
        return () => delete Object.prototype[name];
      };
      const got = await answers(t, root, change, name !== 'handle').catch((error) => [String(error.stack)]);
      if (JSON.stringify(got) !== JSON.stringify(expected)) broken.push(`${name}: ${kind}`);
    }
  }
  assert.deepEqual(broken, []);
});
