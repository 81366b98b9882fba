const shims = require('kintone-shim');
const { calls } = require('./calls.cjs');

void calls(shims);
