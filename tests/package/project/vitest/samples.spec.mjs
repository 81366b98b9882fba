import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';
import { afterEach, beforeEach, expect, test } from 'vitest';
import specs from '../specs/samples.cjs';

specs.samples({ createShim, intercept, test, expect, beforeEach, afterEach });
