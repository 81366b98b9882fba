// The answer is a tuple of a text, a number and an object of texts; the callback form has none.
import { createShim } from 'kintone-shim';

const shim = createShim();
const call = () => shim.kintone.proxy('https://api.example.com/', 'GET', {}, {});

export const text: Promise<string> = call(); // TS2322
export const pair: Promise<[string, number]> = call(); // TS2322
export const status: Promise<string> = call().then((answer) => answer[1]); // TS2322
call().then(([body]) => body.user); // TS2339
call().then((response) => response.status); // TS2339
call().then(([, , headers]) => headers.get('Content-Type')); // TS2722 TS2349
shim.kintone.proxy('https://a/', 'GET', {}, {}, () => {}).then(() => {}); // TS2339
shim.kintone.proxy('https://a/', 'GET', {}, {}, (body: Uint8Array) => body.length); // TS2769
shim.kintone.proxy('https://a/', 'GET', {}, {}, null, (error: Error) => error); // TS2769
export const token: Promise<string> = shim.kintone.getRequestToken(); // TS2322
shim.kintone.getRequestToken('app'); // TS2554
