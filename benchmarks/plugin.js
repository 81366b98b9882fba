// What does a plug-in cost: kintone.plugin.app.proxy with 1,000 saved settings beside kintone.proxy, a chain of handlers, and the steps of a
// record's page? CPU; results checked. How it grows is asked of ten times as many handlers or fields: ten times at most.
import { createShim } from 'kintone-shim';
import { cpuTime } from '../tests/support/cpu-time.js';
import { compare, measurePairs, measureTurns } from './support/pairs.js';
import { timeRow } from './support/row.js';

const pluginId = 'faabchdodajloackbgnipilddblmkejp';
const savedSettings = 1_000;
const callsARound = 300;
const firesARound = 100;
/** Ten times as much work is ten times as dear at most. */
const growth = 10;

function must(condition, what) {
  if (!condition) throw new Error(what);
}

/** Milliseconds of CPU for each of `count` turns. */
async function cpuOf(count, work) {
  const before = cpuTime();
  for (let i = 0; i < count; i += 1) await work(i);
  return (cpuTime() - before) / count;
}

async function measureProxy(rounds) {
  const urlOf = (number) => `https://api.example.com/v${number}/`;
  const url = `${urlOf(savedSettings / 2)}items`;
  const headers = { 'X-Own': 'own' };
  const proxyConfig = Array.from({ length: savedSettings }, (_, i) => ({
    url: urlOf(i),
    method: 'GET',
    headers: { 'X-Saved': `saved ${i}` },
    data: {},
  }));
  const shim = createShim({ plugins: { [pluginId]: { proxyConfig } } });
  const { kintone } = shim;
  const told = ({ headers: sent }) => ({
    status: 200,
    body: `${sent['x-own'] ?? sent['X-Own']} ${sent['x-saved'] ?? sent['X-Saved'] ?? 'none'}`,
  });
  const sideOf = (call, expected) => async () => {
    const route = shim.upstream.get(url).reply(told).persist();
    must(route !== undefined, 'no route');
    const figure = await cpuOf(callsARound, async () => {
      const [body] = await call();
      must(body === expected, `it was answered ${body}`);
    });
    shim.reset();
    return figure;
  };
  const measured = await measurePairs({
    ours: sideOf(
      () => kintone.plugin.app.proxy(pluginId, url, 'GET', headers, {}),
      `own saved ${savedSettings / 2}`,
    ),
    peer: sideOf(() => kintone.proxy(url, 'GET', headers, {}), 'own none'),
    rounds,
    warmUp: 3,
  });
  shim.dispose();
  return timeRow('plug-in: CPU of plugin.app.proxy with 1,000 saved settings / kintone.proxy', measured, 1.1);
}

/** CPU of an event at so many handlers, each of which changes the record. */
function chainOf(handlers) {
  const type = 'app.record.create.submit';
  const shim = createShim();
  for (let i = 0; i < handlers; i += 1) {
    shim.kintone.events.on(type, async (event) => {
      event.record.Count.value = String(Number(event.record.Count.value) + 1);
      return event;
    });
  }
  return () =>
    cpuOf(firesARound, async () => {
      const { event } = await shim.fire(type, { record: { Count: { type: 'NUMBER', value: '0' } } });
      must(event.record.Count.value === String(handlers), `${event.record.Count.value} handlers ran`);
    });
}

async function measureChains(rounds) {
  const counts = [1, 10, 100];
  const turns = await measureTurns({ sides: counts.map(chainOf), rounds, warmUp: 3 });
  return rowsOfGrowth('plug-in: CPU of an event', counts, 'handlers', turns);
}

/** A row for each count but the first: beside the one before it. */
function rowsOfGrowth(question, counts, what, turns) {
  return counts.slice(1).map((count, i) => {
    const measured = compare(turns.map((figures) => [figures[i + 1], figures[i]]));
    return timeRow(`${question}, ${count} ${what} / ${counts[i]}`, measured, growth);
  });
}

const steps = ['open', 'change', 'submit'];

/** CPU of the steps on a form of so many fields, in whose first a change changes the second. */
function formOf(fields) {
  const codes = Array.from({ length: fields }, (_, i) => `F${i}`);
  const declared = Object.fromEntries(codes.map((code) => [code, 'SINGLE_LINE_TEXT']));
  const shim = createShim({ apps: { 5: { fields: declared } } });
  const on = (name, handle) => shim.kintone.events.on(`app.record.create.${name}`, handle);
  on('show', (event) => event);
  on('change.F0', (event) => {
    event.record.F1.value = `${event.record.F0.value}!`;
    return event;
  });
  on('submit', (event) => event);
  return async () => {
    const figures = [0, 0, 0];
    const count = Math.max(2, Math.round(1_000 / fields));
    for (let i = 0; i < count; i += 1) {
      let page;
      figures[0] += await cpuOf(1, async () => (page = await shim.open('app.record.create', { app: 5 })));
      figures[1] += await cpuOf(1, () => page.change('F0', `value ${i}`));
      must(page.record.F1.value === `value ${i}!`, 'the handler has changed nothing');
      figures[2] += await cpuOf(1, async () => must((await page.submit()).saved, 'it is not saved'));
    }
    must(
      shim.app(5).records('order by $id desc limit 1')[0].F1.value === `value ${count - 1}!`,
      'what is saved',
    );
    shim.reset();
    return figures.map((each) => each / count);
  };
}

async function measureForms(rounds) {
  const counts = [10, 100, 1_000];
  const turns = await measureTurns({ sides: counts.map(formOf), rounds, warmUp: 2 });
  return steps.flatMap((step, place) => {
    const ofStep = turns.map((sides) => sides.map((figures) => figures[place]));
    return rowsOfGrowth(`plug-in: CPU of ${step} on a form`, counts, 'fields', ofStep);
  });
}

/**
 * @param {{ quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ quick }) {
  const rounds = quick ? 7 : 21;
  return [
    await measureProxy(rounds),
    ...(await measureChains(rounds)),
    ...(await measureForms(quick ? 5 : 11)),
  ];
}
