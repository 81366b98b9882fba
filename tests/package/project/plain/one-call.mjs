import { createShim } from 'kintone-shim';

const { kintone } = createShim({ network: ['127.0.0.1'] });
const [body, status] = await kintone.proxy(`${process.env.UPSTREAM}/one`, 'GET', {}, {});
console.log(JSON.stringify([body, status]));
