// Without the DOM's types and without Node's: the declarations bring what they need.
import { createShim, type BlobLike, type FetchLike } from 'kintone-shim';

declare const blob: BlobLike;
declare const ownFetch: FetchLike;

const { kintone } = createShim({ fetch: ownFetch });
export const answer: Promise<[string, number, Record<string, string>]> = kintone.proxy.upload(
  'https://files.example.com/',
  'POST',
  {},
  { format: 'RAW', value: blob },
);

export const kept: Promise<unknown> | undefined = createShim().files[0]?.blob();
