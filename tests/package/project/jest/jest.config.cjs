'use strict';

module.exports = { testMatch: ['<rootDir>/*.spec.cjs'], testTimeout: 10_000 };
