import { createShim } from 'kintone-shim';
import { shim } from 'kintone-shim/auto';
import { requestListener, serve, type Server } from 'kintone-shim/server';
import 'kintone-shim/globals';

export const own: Promise<[string, number, Record<string, string>]> = createShim({
  network: 'live',
}).kintone.proxy('https://api.example.com/', 'GET', {}, {});
export const global: Promise<[string, number, Record<string, string>]> = kintone.proxy(
  'https://api.example.com/',
  'PUT',
  {},
  'text',
);
shim.verify();
export const server: Promise<Server> = serve({ shim, root: 'public', inject: true });
requestListener(shim, { log: (line) => line.length });
