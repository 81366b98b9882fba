// What intercept does not take, and does not give.
import { createShim } from 'kintone-shim';
import { intercept, restore } from 'kintone-shim/intercept'; // TS2305

const shim = createShim();
intercept(); // TS2554
intercept(shim.kintone); // TS2345
intercept(shim, 'window'); // TS2345
intercept(shim).restore(); // TS2339
shim.origin = 'https://example.kintone.com'; // TS2540
restore();
