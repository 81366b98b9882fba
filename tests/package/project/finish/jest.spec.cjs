'use strict';
const { test } = require('@jest/globals');
const { finishAfterEach, shim } = require('kintone-shim/auto');
const { spec } = require('./spec.cjs');

if (!process.env.SET_UP) finishAfterEach();
spec({ test, shim });
