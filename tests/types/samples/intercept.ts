// Requests to kintone in the process.
import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';

const shim = createShim();
const restore: () => void = intercept(shim);
const origin: string = shim.origin;
intercept(shim, globalThis)();
restore();
export { origin };
