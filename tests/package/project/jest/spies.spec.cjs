'use strict';
const { afterEach, expect, jest: mock, test } = require('@jest/globals');
const { createShim } = require('kintone-shim');
const { spies } = require('../specs/spies.cjs');

spies({ createShim, test, expect, afterEach, mock });
