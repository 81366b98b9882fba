// Calls that fail when they run do not compile.
import { createShim } from 'kintone-shim';

const { kintone } = createShim();
const url = 'https://api.example.com/';
const done = () => {};

kintone.proxy(); // TS2554
kintone.proxy(new URL(url), 'GET', {}, {}); // TS2769
kintone.proxy(url, 'PATCH', {}, {}); // TS2769
kintone.proxy(url, 'get', {}, {}); // TS2769
kintone.proxy(url, 'POST', {}); // TS2345
kintone.proxy(url, 'POST', {}, null); // TS2769
kintone.proxy(url, 'POST', {}, undefined); // TS2769
kintone.proxy(url, 'POST', {}, 1); // TS2769
kintone.proxy(url, 'POST', {}, true); // TS2769
kintone.proxy(url, 'POST', {}, done); // TS2769
kintone.proxy(url, 'GET', {}, done); // TS2769
kintone.proxy(url, 'GET', {}, done, done); // TS2769
kintone.proxy(url, 'POST', {}, new Blob([])); // TS2769
kintone.proxy(url, 'POST', {}, new File([], 'a')); // TS2769
kintone.proxy(url, 'POST', {}, new FormData()); // TS2769
kintone.proxy(url, 'POST', {}, new URLSearchParams()); // TS2769
kintone.proxy(url, 'POST', {}, new Headers()); // TS2769
kintone.proxy(url, 'POST', {}, new Map()); // TS2769
kintone.proxy(url, 'POST', {}, new Set()); // TS2769
kintone.proxy(url, 'POST', {}, new ArrayBuffer(1)); // TS2769
kintone.proxy(url, 'POST', {}, new Uint8Array(1)); // TS2769
kintone.proxy(url, 'GET', null, {}); // TS2769
kintone.proxy(url, 'GET', undefined, {}); // TS2769
kintone.proxy(url, 'GET', new Headers(), {}); // TS2769
kintone.proxy(url, 'GET', new Map(), {}); // TS2769
kintone.proxy(url, 'GET', [['Accept', '*/*']], {}); // TS2769
kintone.proxy(url, 'GET', { Accept: null }, {}); // TS2769
kintone.proxy(url, 'GET', { Accept: ['a', 'b'] }, {}); // TS2769
kintone.proxy(url, 'GET', {}, {}, 'done'); // TS2769
kintone.proxy(url, 'GET', {}, {}, done, 'failed'); // TS2769
kintone.proxy(url, 'GET', {}, {}, done, done, done); // TS2554
