/** The inspector in Chromium: its server, and its page in a context of its own. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';
import { launchBrowser } from '../browser.js';
import { startUpstream } from '../upstream.js';

/** Starts a browser for the tests of a file; gives what opens an inspector in it. */
export function useInspector() {
  let browser;
  let root;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'kintone-shim-inspector-'));
    await writeFile(join(root, 'index.html'), '<!doctype html><title>A page</title>');
    browser = await launchBrowser();
  });

  after(async () => {
    await browser.close();
    await rm(root, { recursive: true });
  });

  /** @returns What there is. The inspector's page writes nothing to its console, unless it `mayComplain`. */
  return async function open(t, { shimOptions, mayComplain = false, ...contextOptions } = {}) {
    const upstream = await startUpstream();
    const shim = createShim({ network: ['127.0.0.1'], ...shimOptions });
    const server = await serve({ shim, root, inject: true });
    const viewport = { width: 1280, height: 800 };
    const context = await browser.newContext({ viewport, locale: 'en-US', ...contextOptions });
    const complaints = [];
    t.after(async () => {
      await context.close();
      await server.close();
      shim.dispose();
      await upstream.close();
      if (!mayComplain) assert.deepEqual(complaints, []);
    });
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(server.inspectorUrl);
    await page.waitForSelector('#link.on');
    return { upstream, shim, server, context, page };
  };
}

export const rowOf = (page, text) => page.locator('#rows .row', { hasText: text });

/** Uploads a file to the shim's kintone; its key. */
export async function uploadTo(shim, name = 'a.txt', content = 'x') {
  const body = new FormData();
  body.append('file', new File([content], name));
  const headers = { 'X-Cybozu-API-Token': 'a' };
  const url = 'https://example.kintone.com/k/v1/file.json';
  return (await shim.handle(new Request(url, { method: 'POST', headers, body }))).json();
}
