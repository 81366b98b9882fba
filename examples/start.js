// Shows the main job on real input: customization code that knows only the global `kintone`, and a real upstream.
import { readFile, stat } from 'node:fs/promises';
import { createShim } from 'kintone-shim';
import { examples } from './support/examples.js';
import { createReport, wantsColor } from './support/report.js';
import { runExample } from './support/run-example.js';
import { startUpstream } from './support/upstream.js';

const root = new URL('../', import.meta.url);
const { version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
const { size: wasmBytes } = await stat(new URL('dist/kintone.wasm', root));

// A reader who has seen enough (`| head`) closes the pipe.
process.stdout.on('error', () => process.exit());

const upstream = await startUpstream();
const shim = createShim({ network: ['127.0.0.1'] });
const uninstall = shim.install(globalThis);
const report = createReport({ color: wantsColor(process.stdout, process.env) });

console.log(report.head({ version, wasmBytes, upstreamUrl: upstream.url }));
const outcomes = [];
const startedAt = performance.now();
for (const example of examples) {
  const outcome = await runExample(shim, example, upstream);
  outcomes.push(outcome);
  console.log(report.block(outcome, outcomes.length));
}
console.log(report.foot(outcomes, performance.now() - startedAt));
console.log('In a browser, past CORS: npm run example:browser');

// Throws where a failure was dropped or a call was refused: then the examples are not what they say.
shim.verify();
uninstall();
shim.dispose();
await upstream.close();
process.exitCode = outcomes.every(({ differences }) => differences.length === 0) ? 0 : 1;
