// Customization code written against the global `kintone` of @kintone/dts-gen, and our object in its place.
/// <reference path="../../../node_modules/@kintone/dts-gen/kintone.d.ts" />
import { createShim } from 'kintone-shim';

/** The part of kintone that this code uses: it is handed the real one in production and ours in a test. */
type Used = Pick<typeof kintone, 'proxy' | 'getRequestToken' | 'Promise' | 'events' | 'plugin'>;

export async function sendOrder(k: Used, order: object): Promise<number> {
  const resp = await k.proxy(
    'https://api.example.com/orders',
    'POST',
    { 'X-Token': k.getRequestToken() },
    order,
  );
  return resp[1];
}

export function sendFile(k: Used, file: File): kintone.Promise<string> {
  const data = { format: 'RAW', value: file };
  return k.proxy.upload('https://files.example.com/', 'POST', {}, data).then((resp) => resp[0]);
}

export function sendWithCallbacks(k: Used, done: (status: number) => void): void {
  k.proxy(
    'https://api.example.com/',
    'GET',
    {},
    {},
    (body: string) => done(body.length),
    (error: string) => done(error.length),
  );
}

export function sendBoth(k: Used): kintone.Promise<any> {
  return k.Promise.all([k.proxy('https://a.example.com/', 'GET', {}, {}), k.Promise.resolve(1)]);
}

export function register(k: Used): boolean {
  k.events.on(['app.record.create.submit', 'app.record.edit.submit'], async (event) => event);
  return k.events.off('app.record.edit.submit') && k.events.off();
}

// Without an argument the global itself is used.
export const inProduction = [
  () => sendOrder(kintone, {}),
  () => sendFile(kintone, new File([], 'a.txt')),
  () => kintone.proxy('https://api.example.com/', 'GET', {}, {}).then((resp) => resp[0]),
];

const shim = createShim();
export const inTests = [
  () => sendOrder(shim.kintone, { item: 'りんご' }),
  () => sendFile(shim.kintone, new File(['a'], 'a.txt')),
  () => sendWithCallbacks(shim.kintone, () => {}),
  () => sendBoth(shim.kintone),
  () => register(shim.kintone),
];

export const events: typeof kintone.events = shim.kintone.events;
export const covered: Used = shim.kintone;
export const proxy: typeof kintone.proxy = shim.kintone.proxy;
export const upload: typeof kintone.proxy.upload = shim.kintone.proxy.upload;
export const constructor: typeof kintone.Promise = shim.kintone.Promise;
export const instance: kintone.Promise<any> = shim.kintone.proxy('https://api.example.com/', 'GET', {});
shim.kintone.Promise.all([instance, shim.kintone.Promise.resolve(instance)]);
