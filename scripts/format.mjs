/** `npm run format`: what formatters can mend of what `npm run check` looks at. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cppFiles } from './sources.mjs';

const cwd = dirname(dirname(fileURLToPath(import.meta.url)));
const commands = [
  ['clang-format', '-i', ...cppFiles()],
  [process.execPath, 'node_modules/eslint/bin/eslint.js', '--fix', '.'],
  [process.execPath, 'node_modules/prettier/bin/prettier.cjs', '--write', '--log-level', 'warn', '.'],
];
for (const [command, ...args] of commands) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
