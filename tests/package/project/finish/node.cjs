'use strict';
const { test } = require('node:test');
const { finishAfterEach, shim } = require('kintone-shim/auto');
const { spec } = require('./spec.cjs');

finishAfterEach();
spec({ test, shim });
