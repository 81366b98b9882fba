const { createShim } = require('kintone-shim');

createShim();
