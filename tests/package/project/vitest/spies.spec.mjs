import { createShim } from 'kintone-shim';
import { afterEach, expect, test, vi as mock } from 'vitest';
import specs from '../specs/spies.cjs';

specs.spies({ createShim, test, expect, afterEach, mock });
