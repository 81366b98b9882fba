// kintone.Promise: a subclass of the native one, typed through its chains and statics.
import { createShim, type KintonePromise, type ProxyResult } from 'kintone-shim';

const { kintone } = createShim();
const call = () => kintone.proxy('https://api.example.com/', 'GET', {}, {});

export const both: KintonePromise<[ProxyResult, string]> = kintone.Promise.all([call(), 'text']);
export const many: KintonePromise<ProxyResult[]> = kintone.Promise.all(new Set([call()]));
export const first: KintonePromise<ProxyResult> = kintone.Promise.race([call(), call()]);
export const any: KintonePromise<ProxyResult> = kintone.Promise.any([call()]);
export const each: KintonePromise<[PromiseSettledResult<ProxyResult>]> = kintone.Promise.allSettled([call()]);
export const mixed: Promise<[ProxyResult, number]> = Promise.all([call(), kintone.Promise.resolve(1)]);
export const made: KintonePromise<number> = new kintone.Promise<number>((resolve, reject) => {
  if (Math.random() > 1) reject('never');
  resolve(1);
});
export const status: KintonePromise<number> = call()
  .then(([, value]) => value)
  .catch(() => 0)
  .finally(() => console.log('done'));
export const never: KintonePromise<never> = kintone.Promise.reject(new Error('no'));
export const isOne: boolean = call() instanceof kintone.Promise;
