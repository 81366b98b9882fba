// Many records of 20 fields: what CPU time do requests take by shim.handle, beside an emulator as one writes it with SQLite, a record's JSON in a
// column? Both answer the same Requests with the same JSON. And how do they grow, from 1,000 records on?
import { cpuTime } from '../tests/support/cpu-time.js';
import { measureTurns, median } from './support/pairs.js';
import { recordOf } from './support/record-requests.js';
import { emulator, openSqlite, ours } from './support/record-sides.js';
import { milliseconds } from './support/row.js';

const few = 1_000;
const aRequest = 100;
const pageSize = 100;
const warmUp = 2;
const condition = 'Rank in ("A", "C") and Amount > "5000"';

/** Milliseconds of CPU: neither side waits for anything, and the machine may be busy. */
async function timed(work) {
  const startedAt = cpuTime();
  await work();
  return cpuTime() - startedAt;
}

/** Adds records in turns, so many a request: milliseconds a request of either side. */
async function fill(sides, count) {
  const took = sides.map(() => []);
  for (let first = 1; first <= count; first += aRequest) {
    const records = Array.from({ length: aRequest }, (_, i) => recordOf(first + i));
    const answers = [];
    const order = [...sides.keys()];
    for (const i of first % (2 * aRequest) === 1 ? order : order.reverse()) {
      took[i].push(await timed(async () => (answers[i] = await sides[i].client.add(records))));
    }
    assertSame(...answers);
  }
  return took.map((all) => all.reduce((sum, each) => sum + each, 0) / all.length);
}

/** Two servers of the same records, and what a record takes in either. */
async function openPair(sqlite, count) {
  const sides = [ours(), emulator(sqlite)];
  const memory = [];
  for (const side of sides) memory.push(side.bytes());
  const added = await fill(sides, count);
  // The heap is both's: what is in it is counted for neither or for both.
  for (const [i, side] of sides.entries()) memory[i] = (side.bytes() - memory[i]) / count;
  return { count, clients: sides.map(({ client }) => client), added, memory };
}

/** The times of creation differ by the time of the run. */
const withoutTimes = (text) =>
  text.replace(/("(?:Created|Updated)_datetime":\{"type":"\w+","value":")[^"]*/g, '$1');

function assertSame(a, b) {
  if (a === b) return;
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  const [x, y] = [a, b].map((text) => text.slice(Math.max(0, at - 80), at + 80));
  throw new Error(`answers differ:\n${x}\n${y}`);
}

/** Spread over all records, and the same for both sides. */
const idsOf = (count, many, round) =>
  Array.from({ length: many }, (_, i) => ((i * 7919 + round * 104_729) % count) + 1);

/** What is measured: of one client, in so many calls a turn. `texts` has the answers. */
function questionsOf({ quick }) {
  const calls = quick ? 100 : 300;
  const repeat = (times, ask) => ({
    times,
    run: async (client, count, round, texts) => {
      for (const id of idsOf(count, times, round)) texts.push(await ask(client, id, round));
    },
  });
  return {
    'get by id': repeat(calls, (client, id) => client.get(id)),
    'update by key': repeat(calls, (client, id, round) =>
      client.update(`key-${id}`, {
        Number1: { value: String(round + 10) },
        Text1: { value: `round ${round}` },
      }),
    ),
    'a query on two fields, in order, a page of 100': repeat(2, (client) =>
      client.query(`${condition} order by Amount desc limit ${pageSize}`),
    ),
    'the newest 100 of a query': repeat(20, (client) => client.query(`${condition} limit ${pageSize}`)),
    count: repeat(2, (client) => client.count(condition)),
    'export by a cursor': {
      rounds: 3,
      times: 1,
      run: (client, count, round, texts) => client.export((text) => texts.push(text)),
    },
  };
}

async function measureQuestion({ times, run, rounds }, pairs, usual) {
  const sides = pairs.flatMap(({ clients, count }) => clients.map((client) => ({ client, count })));
  const answers = sides.map(() => []);
  const turns = await measureTurns({
    sides: sides.map(({ client, count }, i) => {
      let round = 0;
      return async () => {
        const texts = [];
        round += 1;
        const took = await timed(() => run(client, count, round, texts));
        answers[i] = texts;
        return took / times;
      };
    }),
    rounds: rounds ?? usual,
    warmUp,
  });
  for (let i = 0; i < sides.length; i += 2) {
    const [a, b] = [answers[i], answers[i + 1]].map((texts) => texts.map(withoutTimes));
    if (a.length !== b.length) throw new Error(`${a.length} answers, the other side ${b.length}`);
    for (const [k, text] of a.entries()) assertSame(text, b[k]);
  }
  return turns;
}

const microseconds = (value) => (value < 1 ? `${(value * 1000).toFixed(0)} µs` : milliseconds(value));

const ratioRow = (question, [a, b], target = 1, show = microseconds) => ({
  question,
  ours: show(a),
  peer: show(b),
  value: a / b,
  unit: '×',
  bound: '<=',
  target,
});

/** How many times as long it takes with so many times the records. */
const growthRow = (question, turns, target) => {
  const [fewOurs, fewPeer, manyOurs, manyPeer] = turns[0].map((_, side) =>
    turns.map((figures) => figures[side]),
  );
  const growth = (many, from) => median(many.map((value, i) => value / from[i]));
  const ratio = growth(manyOurs, fewOurs);
  return {
    question,
    ours: `${ratio.toFixed(2)} ×`,
    peer: `${growth(manyPeer, fewPeer).toFixed(2)} ×`,
    value: ratio,
    unit: '×',
    bound: '<=',
    target,
  };
};

/**
 * @param {{ quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ quick }) {
  const many = quick ? 10_000 : 100_000;
  const rounds = quick ? 5 : 11;
  const sqlite = await openSqlite();
  const small = await openPair(sqlite, few);
  const large = await openPair(sqlite, many);
  const all = many.toLocaleString('en');
  const rows = [
    ratioRow(`${all} records, beside ${sqlite.name}: add, 100 a request`, large.added),
    ratioRow('memory a record', large.memory, 1, (bytes) => `${bytes.toFixed(0)} B`),
  ];
  // A growth of the first two would be one by the records; of the rest, one worse than theirs.
  const growths = {
    'get by id': 1.5,
    'update by key': 1.5,
    'the newest 100 of a query': 1.5,
    'a query on two fields, in order, a page of 100': (many / few) * 1.2,
    count: (many / few) * 1.2,
  };
  const grown = [];
  for (const [name, question] of Object.entries(questionsOf({ quick }))) {
    const turns = await measureQuestion(question, [small, large], rounds);
    const [oursMany, peerMany] = [2, 3].map((side) => turns.map((figures) => figures[side]));
    rows.push({
      ...ratioRow(name, [median(oursMany), median(peerMany)]),
      value: median(oursMany.map((value, i) => value / peerMany[i])),
      detail: turns,
    });
    if (name in growths) grown.push(growthRow(`${name}: ${all} records / 1,000`, turns, growths[name]));
  }
  return [...rows, ...grown].map((row) => ({ ...row, question: `records: ${row.question}` }));
}
