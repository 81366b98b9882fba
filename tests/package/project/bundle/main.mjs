import * as shims from 'kintone-shim';
import { calls } from './calls.cjs';

await calls(shims);
