/**
 * Runs every fuzz target that is built, as many at a time as there are cores: 2,000,000 inputs each, or as many as its time allows; it says
 * which. `--minutes n`: n minutes for each target, whatever number of inputs that is; `--only name`: that target alone. What is found goes
 * to build/fuzz/found, for the next run to go on from; the corpus of the repository is read only.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = join(root, 'tests', 'fuzz');
const built = join(root, 'build', 'asan', 'tests', 'fuzz');

const { values } = parseArgs({ options: { minutes: { type: 'string' }, only: { type: 'string' } } });
const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
if (minutes !== undefined && !(minutes > 0)) {
  console.error(`--minutes takes a number above 0, given: ${values.minutes}`);
  process.exit(2);
}
/** Inputs and seconds of each target. */
const inputs = minutes === undefined ? 2_000_000 : Infinity;
const seconds = minutes === undefined ? 30 : Math.ceil(minutes * 60);

const subjects = readdirSync(join(sources, 'corpus')).filter((each) =>
  [undefined, each].includes(values.only),
);
if (subjects.length === 0) throw new Error(`there is no target ${values.only}`);

const number = new Intl.NumberFormat('en');

function fuzz(subject) {
  const found = join(root, 'build', 'fuzz', 'found', subject);
  mkdirSync(found, { recursive: true });
  const dictionary = join(sources, `${subject}.dict`);
  const args = [
    ...(inputs === Infinity ? [] : [`-runs=${inputs}`]),
    ...[`-max_total_time=${seconds}`, '-seed=1', '-timeout=10', '-max_len=4096', '-print_final_stats=1'],
    `-artifact_prefix=${found}-`,
    ...(existsSync(dictionary) ? [`-dict=${dictionary}`] : []),
    ...[found, join(sources, 'corpus', subject)],
  ];
  const started = performance.now();
  return new Promise((resolve) => {
    execFile(join(built, `${subject}_fuzzer`), args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const ran = Number(/number_of_executed_units:\s*(\d+)/.exec(stderr)?.[1] ?? 0);
      const took = ((performance.now() - started) / 1000).toFixed(0);
      const share =
        ran >= inputs || inputs === Infinity ? '' : ` of ${number.format(inputs)}, as its time was over`;
      // A target that dies tells no number.
      const did = error ? 'FAILED' : `${number.format(ran)} inputs${share}`;
      console.log(`${subject.padEnd(16)} ${did} (${took} s)`);
      if (error) console.error(`${error.message}\n${stderr}`);
      resolve(!error);
    });
  });
}

const queue = [...subjects];
let good = true;
async function work() {
  for (let next = queue.shift(); next; next = queue.shift()) good = (await fuzz(next)) && good;
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
process.exitCode = good ? 0 : 1;
