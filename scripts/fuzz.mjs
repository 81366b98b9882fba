/**
 * Builds the fuzz targets and runs each for a while: `node scripts/fuzz.mjs [seconds]`, 20 unless told. A target is an
 * executable of tests/fuzz named `*_fuzz`; its seeds are in tests/fuzz/corpus/<target>, what it finds in build/fuzz-found.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cwd = dirname(dirname(fileURLToPath(import.meta.url)));
const seconds = Number(process.argv[2] ?? 20);
const built = 'build/fuzz';

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (error) console.error(error.message);
  return status === 0;
}

function fuzz(target) {
  const name = basename(target);
  const found = join('build/fuzz-found', name);
  mkdirSync(join(cwd, found), { recursive: true });
  const seeds = [join('tests/fuzz/corpus', name)].filter((folder) => existsSync(join(cwd, folder)));
  const limits = [
    `-max_total_time=${seconds}`,
    '-timeout=10',
    '-rss_limit_mb=2048',
    `-artifact_prefix=${found}-`,
  ];
  console.log(`fuzzing ${name} for ${seconds} s`);
  return run(join(cwd, target), ...limits, '-verbosity=0', '-print_final_stats=1', found, ...seeds);
}

if (!run('cmake', '--preset', 'fuzz') || !run('cmake', '--build', built)) process.exit(1);
const targets = readdirSync(join(cwd, built), { recursive: true })
  .filter((name) => basename(name).endsWith('_fuzz'))
  .map((name) => join(built, name));
const good = targets.filter(fuzz);
console.log(`${good.length} of ${targets.length} fuzz targets found nothing`);
process.exitCode = targets.length > 0 && good.length === targets.length ? 0 : 1;
