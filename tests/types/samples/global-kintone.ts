// kintone-shim/globals declares the global for those without @kintone/dts-gen.
import 'kintone-shim/globals';

export async function read(): Promise<string> {
  const [body] = await kintone.proxy('https://api.example.com/', 'GET', {}, {});
  return body;
}

export const chain: kintone.Promise<number> = kintone.Promise.resolve('text').then((text) => text.length);
export const token: string = globalThis.kintone.getRequestToken() + window.kintone.getRequestToken();
