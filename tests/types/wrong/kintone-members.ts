// What our object does not have, it does not promise.
import { createShim } from 'kintone-shim';

const shim = createShim();

shim.kintone.api('/k/v1/record.json', 'get', {}); // TS2345
shim.kintone.api('/k/v1/record.json', 'GET'); // TS2554
shim.kintone.api.url(5); // TS2345
shim.kintone.api.urlForGet('/k/v1/record.json'); // TS2554
shim.kintone.proxi('https://a/', 'GET', {}, {}); // TS2551
shim.kintone.proxy.download('https://a/', 'GET', {}, {}); // TS2339
shim.kintone = {}; // TS2540
shim.kintone.Promise(() => {}); // TS2348
new shim.kintone.Promise(); // TS2554
