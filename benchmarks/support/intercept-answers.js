// Asks one side every question in one emulated page, in a process of its own, since it replaces globals. Prints JSON: of each question
// what is right and what was seen.
// node intercept-answers.js <ours | peer> <emulator> <set-up> <server>
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { emulators, setUps } from './intercept-places.js';
import { questions } from './intercept-questions.js';
import { openShim } from './intercept-shim.js';
import { sides } from './intercept-sides.js';

const patience = 1_000;
const aftermath = 20;
const [side, emulator, setUp, server] = process.argv.slice(2);
const { fetch: nodeFetch, File, FormData } = globalThis;
// Others ask the same server at the same time.
const elsewhere = `${server}/${process.pid}`;
const place = { ...(await openShim()), elsewhere, nodeFetch, node: { File, FormData } };
place.window = emulators[emulator]();
place.target = setUps[setUp](place.window);

/** What is thrown beside the question, or a little later, counts. */
async function answerTo(ask) {
  let thrown;
  const failed = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`nothing for ${patience} ms`)), patience);
    process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => {
      thrown = error;
      reject(error);
    });
  });
  try {
    const value = await Promise.race([ask(place), failed]);
    await delay(aftermath);
    if (thrown) throw thrown;
    // As JSON, since some of it is another realm's.
    return { value: JSON.parse(JSON.stringify(value)) };
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
