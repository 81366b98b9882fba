import { createShim } from 'kintone-shim';
import { requestListener, type Inspector } from 'kintone-shim/server';

const shim = createShim();
const listener = requestListener(shim);
const inspector: Inspector = await listener.openInspector();
console.log(inspector.url);
await inspector.close();

const [request] = shim.journal.requests();
const reason: string | undefined = request?.reason;
const status: number | undefined = request?.status;
console.log(reason, status);
