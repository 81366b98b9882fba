// Asks one side every question in one emulated page, in a process of its own, since it replaces globals. Prints JSON: of each question
// what is right and what was seen.
// node intercept-answers.js <ours | peer> <emulator> <set-up> <server>
import { isDeepStrictEqual } from 'node:util';
import { emulators, setUps } from './intercept-places.js';
import { questions } from './intercept-questions.js';
import { openShim } from './intercept-shim.js';
import { sides } from './intercept-sides.js';

const patience = 1_000;
const [side, emulator, setUp, elsewhere] = process.argv.slice(2);
const { fetch: nodeFetch, File, FormData } = globalThis;
const place = { ...(await openShim()), elsewhere, nodeFetch, node: { File, FormData } };
place.window = emulators[emulator]();
place.target = setUps[setUp](place.window);

/** @returns {Promise<{ value?: unknown, failure?: string }>} */
async function answerTo(ask) {
  const failed = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`nothing for ${patience} ms`)), patience);
    process.removeAllListeners('uncaughtException').on('uncaughtException', reject);
  });
  try {
    // As JSON, since some of it is another realm's.
    return { value: JSON.parse(JSON.stringify(await Promise.race([ask(place), failed]))) };
  } catch (error) {
    return { failure: String(error) };
  }
}

const answers = {};
for (const [question, { ask, right }] of Object.entries(questions)) {
  const expected = right === undefined ? await answerTo(ask) : { value: right };
  // What the place cannot do by itself is not asked.
  if (expected.failure) continue;
  const stop = await sides[side](place.shim, place.target);
  const seen = await answerTo(ask);
  stop();
  answers[question] = { isRight: isDeepStrictEqual(seen, expected), right: expected.value, seen };
}
process.stdout.write(JSON.stringify(answers), () => process.exit());
