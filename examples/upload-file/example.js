import { createHash } from 'node:crypto';
import { storeFile } from './customize.js';

// Every byte value, in an order that text handling would not survive.
const bytes = Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 167 + (index >> 8)) & 0xff);

/** @type {import('../support/run-example.js').Example} */
export const example = {
  name: 'upload-file',
  title: 'Upload of a file',
  run: ({ url }) => storeFile(url, new File([bytes], '領収書 4月.pdf', { type: 'application/pdf' })),
  calls: ['kintone.proxy.upload PUT /files/領収書 4月.pdf: 201'],
  returns: {
    name: '領収書 4月.pdf',
    type: 'application/pdf',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  },
};
