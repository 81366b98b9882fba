const { serve } = require('kintone-shim/server');
const { visit } = require('./visit.cjs');

void visit(serve);
