// Runs every benchmark and prints one table. A missed target is said plainly, but is no error: the machine may be busy.
// node benchmarks/run.js [--quick] [name of a benchmark …]
import { fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { isMet } from './support/row.js';
import { nodeWithSqlite } from './support/sqlite-node.js';
import { formatTable } from './support/table.js';

const benchmarks = [
  'small-call',
  'routed',
  'heads',
  'large-text',
  'upload-throughput',
  'upload-memory',
  'multipart',
  'file-upload',
  'shim-handle',
  'records',
  'intercept',
  'relay',
  'start-up',
  'page-start',
  'size',
];

const args = process.argv.slice(2);
const isQuick = args.includes('--quick');
const wanted = args.filter((arg) => !arg.startsWith('--'));

/** Benchmarks that need another Node than this may be. */
const nodes = { records: nodeWithSqlite };

/** What a benchmark writes to stderr (the shim's warnings about bodies this large) is shown only if it fails. */
async function runOne(name) {
  const execPath = (await nodes[name]?.()) ?? process.execPath;
  return new Promise((resolve, reject) => {
    const child = fork(
      new URL('support/run-one.js', import.meta.url),
      [`${name}.js`, isQuick ? 'quick' : 'full'],
      {
        execPath,
        stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      },
    );
    let rows;
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (complaints += text));
    child.once('message', (message) => (rows = message));
    child.once('close', (status, signal) =>
      rows
        ? resolve(rows)
        : reject(new Error(`${name} gave no figures (${signal ?? status})\n${complaints}`)),
    );
  });
}

const processors = cpus();
const machine = {
  date: new Date().toISOString(),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  cpu: `${processors.length} × ${processors[0].model.trim()}`,
  load: loadavg().map((value) => Number(value.toFixed(2))),
  rounds: isQuick ? 'quick' : 'full',
};
console.log(
  `Node ${machine.node} (${machine.platform}), ${machine.cpu}, load ${machine.load[0]}, ${machine.date}`,
);
console.log(
  'Medians of interleaved pairs in one run, each benchmark and the server in processes of their own.\n',
);

const rows = [];
const failures = [];
for (const name of benchmarks.filter((candidate) => wanted.length === 0 || wanted.includes(candidate))) {
  console.error(`measuring ${name} …`);
  try {
    rows.push(...(await runOne(name)).map((row) => ({ benchmark: name, ...row, met: isMet(row) })));
  } catch (error) {
    failures.push(error.message);
  }
}

const build = new URL('../build/', import.meta.url);
await mkdir(build, { recursive: true });
await writeFile(new URL('bench.json', build), `${JSON.stringify({ machine, rows, failures }, null, 2)}\n`);

console.log(`\n${formatTable(rows)}\n`);
const missed = rows.filter((row) => !row.met);
for (const { question } of missed) {
  console.log(`Missed: ${question}`);
}
for (const failure of failures) {
  console.log(`Could not run: ${failure}`);
}
console.log(`${rows.length - missed.length} of ${rows.length} targets met. Every figure: build/bench.json`);
process.exitCode = failures.length === 0 ? 0 : 1;
