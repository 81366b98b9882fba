import { finishAfterEach, shim } from 'kintone-shim/auto';
import { test } from 'vitest';
import { spec } from './spec.cjs';

if (!process.env.SET_UP) finishAfterEach();
spec({ test, shim });
