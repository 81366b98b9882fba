'use strict';
const { afterEach, expect, jest: mock, test } = require('@jest/globals');
const { createShim } = require('kintone-shim');
const { calls } = require('../specs/calls.cjs');

calls({ createShim, test, expect, afterEach, mock });
