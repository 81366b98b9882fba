'use strict';
const { observe } = require('./observe.cjs');

observe(async () => require('kintone-shim')).then((seen) => console.log(JSON.stringify(seen)));
