// What do a page's scripts get where their requests to kintone are intercepted, and what does it cost: by our intercept, and by
// @mswjs/interceptors with a listener that lets shim.handle answer?
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { emulators, setUps } from './support/intercept-places.js';
import { questions } from './support/intercept-questions.js';
import { compare, measurePairs, measureTurns } from './support/pairs.js';
import { mebibytes, timeRow, yesRow } from './support/row.js';
import { startProcess, startServer } from './support/start-server.js';

const program = fileURLToPath(new URL('support/intercept-answers.js', import.meta.url));
const names = Object.keys(emulators);
/** In a page of jsdom, which has none, fetch is Node's. */
const uploadsBy = { jsdom: ['XHR'], 'happy-dom': ['fetch', 'XHR'] };
const [aWindow] = Object.keys(setUps);

async function inTurn(items, work) {
  const results = [];
  for (const item of items) results.push(await work(item));
  return results;
}

async function answersOf(side, emulator, setUp, server) {
  const { stdout } = await promisify(execFile)(process.execPath, [program, side, emulator, setUp, server]);
  return { side, emulator, setUp, answers: JSON.parse(stdout) };
}

/** Ours has to be right in every set-up, the peer in the one that suits it best; it cannot be given a window. */
async function askQuestions() {
  const server = await startServer('heads-server.js');
  const places = names.flatMap((emulator) => Object.keys(setUps).map((setUp) => [emulator, setUp]));
  const [ours, peer] = await Promise.all([
    inTurn(places, (place) => answersOf('ours', ...place, server)),
    inTurn(
      places.filter(([, setUp]) => setUp !== aWindow),
      (place) => answersOf('peer', ...place, server),
    ),
  ]);
  return Object.keys(questions).map((question) => {
    const rightIn = (emulator, all) => {
      const asked = all.filter((one) => one.emulator === emulator && one.answers[question]);
      if (asked.length === 0) throw new Error(`nobody was asked in ${emulator}: ${question}`);
      return asked.map((one) => one.answers[question].isRight);
    };
    return yesRow(
      `${names.join(', ')}: ${question}`,
      names.map((emulator) => rightIn(emulator, ours).every(Boolean)),
      names.map((emulator) => rightIn(emulator, peer).some(Boolean)),
      [...ours, ...peer].map(({ answers, ...place }) => ({ ...place, ...answers[question] })),
    );
  });
}

async function measureSmall(emulator, rounds) {
  const [ours, peer] = await Promise.all(
    ['ours', 'peer'].map((side) => startProcess('intercept-load.js', side, emulator)),
  );
  const rows = [];
  for (const api of ['fetch', 'XHR']) {
    const work = { size: 'small', api };
    const measured = await measurePairs({
      ours: () => ours.ask(work),
      peer: () => peer.ask(work),
      rounds,
      warmUp: 3,
    });
    rows.push(timeRow(`${emulator}: small ${api}, intercepted`, measured, 1));
  }
  for (const side of [ours, peer]) side.end();
  return rows;
}

/** Each in a fresh process: memory that was used before would hide what is used now. */
async function uploadOnce(side, emulator, api) {
  const { ask, end } = await startProcess('intercept-load.js', side, emulator);
  const figures = await ask({ size: 'large', api });
  end();
  return figures;
}

async function measureUpload(emulator, api, rounds) {
  const sides = ['ours', 'peer'].map((side) => () => uploadOnce(side, emulator, api));
  const turns = await measureTurns({ sides, rounds, warmUp: 0 });
  const of = (figure) => compare(turns.map((pair) => pair.map((each) => each[figure])));
  const question = `${emulator}: 64 MiB upload by ${api}`;
  const { ours, peer, ratio, pairs } = of('extraBytes');
  return [
    timeRow(question, of('took'), 1),
    {
      question: `${question}, extra memory`,
      ours: mebibytes(ours),
      peer: mebibytes(peer),
      value: ratio,
      unit: '×',
      bound: '<=',
      target: 1,
      detail: pairs,
    },
  ];
}

/**
 * @param {{ quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ quick }) {
  const rows = await askQuestions();
  for (const emulator of names) {
    rows.push(...(await measureSmall(emulator, quick ? 5 : 9)));
    for (const api of uploadsBy[emulator]) rows.push(...(await measureUpload(emulator, api, quick ? 1 : 3)));
  }
  return rows;
}
