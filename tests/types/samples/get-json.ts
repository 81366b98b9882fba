// GET of JSON in Promise form: the answer is a tuple.
import { createShim, type KintonePromise, type ProxyResult } from 'kintone-shim';

interface Rate {
  currency: string;
  yen: number;
}

const { kintone } = createShim();

export async function rateOf(currency: string): Promise<Rate> {
  const url = `https://api.example.com/rates?currency=${encodeURIComponent(currency)}`;
  const [body, status, headers] = await kintone.proxy(url, 'GET', {}, {});
  if (status !== 200) throw new Error(`${status} ${headers['X-Reason'] ?? ''}`);
  return JSON.parse(body) as Rate;
}

export const answer: Promise<[string, number, Record<string, string>]> = kintone.proxy(
  'https://api.example.com/',
  'GET',
  {},
  {},
);
export const withoutData: KintonePromise<ProxyResult> = kintone.proxy(
  'https://api.example.com/',
  'DELETE',
  {},
);
export const length: Promise<number> = withoutData.then(([body]) => body.length);
