import shims = require('kintone-shim');
import auto = require('kintone-shim/auto');
import servers = require('kintone-shim/server');
import 'kintone-shim/globals';

export const own: Promise<[string, number, Record<string, string>]> = shims
  .createShim({ network: 'live' })
  .kintone.proxy('https://api.example.com/', 'GET', {}, {});
export const token: string = kintone.getRequestToken();
auto.shim.verify();
export const server: Promise<servers.Server> = servers.serve({ shim: auto.shim });
