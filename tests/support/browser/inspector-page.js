/** The inspector in Chromium: its server, and its page in a context of its own. */
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

  /** @returns What there is, and in `complaints` what the inspector's page writes to its console. */
  return async function open(t, { shimOptions, ...contextOptions } = {}) {
    const upstream = await startUpstream();
    const shim = createShim({ network: ['127.0.0.1'], ...shimOptions });
    const server = await serve({ shim, root, inject: true });
    const viewport = { width: 1280, height: 800 };
    const context = await browser.newContext({ viewport, locale: 'en-US', ...contextOptions });
    t.after(async () => {
      await context.close();
      await server.close();
      shim.dispose();
      await upstream.close();
    });
    const page = await context.newPage();
    const complaints = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(server.inspectorUrl);
    await page.waitForSelector('#link.on');
    return { upstream, shim, server, context, page, complaints };
  };
}

export const rowOf = (page, text) => page.locator('#rows .row', { hasText: text });
