const { resolve } = require('node:path');

module.exports = {
  mode: 'production',
  target: 'node',
  entry: './entry.mjs',
  output: { path: resolve('out'), filename: 'webpack.cjs' },
};
