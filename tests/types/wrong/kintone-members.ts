// What our object does not have, it does not promise.
import { createShim } from 'kintone-shim';

const shim = createShim();

shim.kintone.api('/k/v1/record.json', 'GET', {}); // TS2339
shim.kintone.proxi('https://a/', 'GET', {}, {}); // TS2551
shim.kintone.proxy.download('https://a/', 'GET', {}, {}); // TS2339
shim.kintone = {}; // TS2540
shim.kintone.Promise(() => {}); // TS2348
new shim.kintone.Promise(); // TS2554
