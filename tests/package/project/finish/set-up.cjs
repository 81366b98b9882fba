'use strict';
require('kintone-shim/auto').finishAfterEach();
