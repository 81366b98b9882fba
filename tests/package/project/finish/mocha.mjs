/* global it */
import { finishAfterEach, shim } from 'kintone-shim/auto';
import { spec } from './spec.cjs';

finishAfterEach();
spec({ test: it, shim });
