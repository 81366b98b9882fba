import { once } from 'node:events';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { createShim } from 'kintone-shim';

const shim = createShim({ network: ['127.0.0.1'] });
if (isMainThread) {
  const [{ answer, token }] = await once(new Worker(new URL(import.meta.url)), 'message');
  console.log(JSON.stringify({ answer, sameToken: token === shim.kintone.getRequestToken() }));
} else {
  const [body, status] = await shim.kintone.proxy(`${process.env.UPSTREAM}/from-a-worker`, 'GET', {}, {});
  parentPort.postMessage({ answer: [body, status], token: shim.kintone.getRequestToken() });
}
shim.dispose();
