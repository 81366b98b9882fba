import { createShim } from 'kintone-shim';
import { shim } from 'kintone-shim/auto';
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
