'use strict';
const { afterEach, beforeEach, expect, test } = require('@jest/globals');
const { createShim } = require('kintone-shim');
const { intercept } = require('kintone-shim/intercept');
const { samples } = require('../specs/samples.cjs');

samples({ createShim, intercept, test, expect, beforeEach, afterEach });
