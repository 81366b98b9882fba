// What proxy.upload does not take.
import { createShim } from 'kintone-shim';

const { kintone } = createShim();
const url = 'https://files.example.com/';
const value = new Blob([]);

kintone.proxy.upload(url, 'GET', {}, { format: 'RAW', value }); // TS2345
kintone.proxy.upload(url, 'DELETE', {}, { format: 'RAW', value }); // TS2345
kintone.proxy.upload(url, 'POST', {}); // TS2554
kintone.proxy.upload(url, 'POST', {}, value); // TS2345
kintone.proxy.upload(url, 'POST', {}, { value }); // TS2345
kintone.proxy.upload(url, 'POST', {}, { format: 'RAW' }); // TS2345
kintone.proxy.upload(url, 'POST', {}, { format: 'raw', value }); // TS2322
kintone.proxy.upload(url, 'POST', {}, { format: 'TEXT', value }); // TS2322
kintone.proxy.upload(url, 'POST', {}, { format: 'RAW', value: 'text' }); // TS2322
kintone.proxy.upload(url, 'POST', {}, { format: 'RAW', value: new ArrayBuffer(1) }); // TS2739
kintone.proxy.upload(url, 'POST', {}, { format: 'RAW', value: new Uint8Array(1) }); // TS2739
kintone.proxy.upload(url, 'POST', {}, { format: 'RAW', value: new FormData() }); // TS2739
