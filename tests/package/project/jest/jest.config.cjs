'use strict';

module.exports = { testMatch: ['<rootDir>/*.spec.cjs'], testTimeout: 60_000 };
