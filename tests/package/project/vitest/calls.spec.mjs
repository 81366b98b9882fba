import { createShim } from 'kintone-shim';
import { afterEach, expect, test, vi as mock } from 'vitest';
import specs from '../specs/calls.cjs';

specs.calls({ createShim, test, expect, afterEach, mock });
