import { test } from 'node:test';
import { finishAfterEach, shim } from 'kintone-shim/auto';
import { spec } from './spec.cjs';

if (!process.env.SET_UP) finishAfterEach(shim);
spec({ test, shim });
