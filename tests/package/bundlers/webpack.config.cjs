const { join } = require('node:path');

module.exports = {
  mode: 'production',
  target: 'node',
  entry: './entry.mjs',
  output: { path: join(__dirname, 'out'), filename: 'webpack.cjs' },
};
