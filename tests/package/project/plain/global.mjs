// Run with kintone-shim/auto loaded before.
import { createRequire } from 'node:module';

const { kintone } = globalThis;
const byImport = await import('kintone-shim/auto');
const byRequire = createRequire(import.meta.url)('kintone-shim/auto');
const failure = await kintone.proxy('https://api.example.com/', 'GET', {}, {}).catch((error) => error);
console.log(
  JSON.stringify({
    members: Object.keys(kintone).sort(),
    sameByImport: byImport.shim.kintone === kintone && globalThis.kintone === kintone,
    sameByRequire: byRequire.shim.kintone === kintone && globalThis.kintone === kintone,
    failure: JSON.parse(failure).code,
  }),
);
