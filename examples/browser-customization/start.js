// Serves the page of this folder, and beside it, on another origin, the service that it calls. Ends with Ctrl+C.
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';
import { startUpstream } from '../support/upstream.js';

const upstream = await startUpstream();
const shim = createShim({ network: ['127.0.0.1'], locale: 'ja' });
const { url, inspectorUrl } = await serve({ root: import.meta.dirname, shim, log: console.log });

console.log(`the page:     ${url}/?service=${upstream.url}`);
console.log(`the service:  ${upstream.url}, which pages of other origins cannot call`);
console.log(`the calls:    ${inspectorUrl}\n`);
