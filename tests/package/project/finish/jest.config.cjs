'use strict';

module.exports = {
  testMatch: ['<rootDir>/jest.spec.cjs'],
  setupFilesAfterEnv: process.env.SET_UP ? ['<rootDir>/set-up.cjs'] : [],
};
