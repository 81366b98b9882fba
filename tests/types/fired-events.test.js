/** What the shim fires is what the types say of it: each event of kintone's, written as a literal of its type, compiles. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { root } from '../support/command.js';
import { errorsOf, programOf } from './support/compile.js';
import { Declarations } from './support/declarations.js';

const announced = new Declarations('index.d.ts').literalsOf('EventType');
const changes = ['', 'mobile.']
  .flatMap((kind) => ['create', 'edit'].map((form) => `${kind}app.record.${form}.change.Name`))
  .concat('app.record.index.edit.change.Name');

const status = {
  enable: true,
  states: { Open: { name: 'Open', index: '0' }, Done: { name: 'Done', index: '1' } },
  actions: [{ name: 'Finish', from: 'Open', to: 'Done' }],
};
const views = {
  All: { type: 'LIST', id: '3', name: 'All', index: '0', fields: ['Name'] },
  Month: { type: 'CALENDAR', id: '1', name: 'Month', index: '1', date: 'Day', title: 'Name' },
  Own: { type: 'CUSTOM', id: '2', name: 'Own', index: '2', html: '<p></p>', pager: true, device: 'ANY' },
};
const record = { Name: { value: 'a' }, Day: { value: '2026-04-30' } };
const apps = {
  5: {
    fields: { Name: 'SINGLE_LINE_TEXT', Day: 'DATE' },
    views: { views },
    status,
    records: Array.from({ length: 6 }, () => record),
  },
};

/** Every event of kintone's, as its handlers get it. */
async function fireAll(shim) {
  const events = [];
  shim.kintone.events.on([...announced, ...changes], (event) => void events.push(structuredClone(event)));
  for (const kind of ['', 'mobile.']) {
    const at = (screen, options) => shim.open(`${kind}app.record.${screen}`, { app: 5, ...options });
    for (const view of ['', 'Month', 'Own']) await at('index', view && { view, date: '2026-04' });
    await (await (await at('create')).change('Name', 'b')).submit();
    await (await (await at('edit', { id: 1 })).change('Name', 'c')).submit();
    await (await at('detail', { id: kind ? 6 : 2 })).proceed('Finish');
    await (await at('detail', { id: kind ? 3 : 4 })).delete();
    for (const type of ['app.report', 'portal', 'space.portal']) await shim.open(kind + type, {});
    if (kind) continue;
    await at('print', { id: 1 });
    const list = await at('index', { query: '' });
    await (await (await list.edit(1)).change('Name', 'd')).save();
    await list.delete(5);
  }
  return events;
}

/** As TypeScript writes it. */
const literal = (value) => {
  if (Array.isArray(value)) return `[${value.map(literal)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  return `{ ${Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${literal(each)}`)} }`;
};

async function compile(t, lines) {
  await mkdir(join(root, 'build'), { recursive: true });
  const folder = await mkdtemp(join(root, 'build', 'fired-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'events.ts');
  await writeFile(file, ["import type { EventOf } from 'kintone-shim';", ...lines].join('\n'));
  return errorsOf(programOf([file]));
}

const declared = (type, members, i) =>
  `export const e${i}: EventOf<${JSON.stringify(type)}> = ${literal(members)};`;

test('each event that a screen fires has the members that its type says, and no others', async (t) => {
  const shim = createShim({ apps, seed: 'fired' });
  t.after(() => shim.dispose());
  const events = await fireAll(shim);
  const types = new Set(events.map(({ type }) => type));
  assert.deepEqual([...types].sort(), [...announced, ...changes].sort());
  const lines = events.map((event, i) => declared(event.type, event, i));
  assert.deepEqual(await compile(t, lines), []);

  // With a member more, or without one, none is right.
  const wrong = events.flatMap((event, i) => {
    const { type, ...members } = event;
    const [first = 'type'] = Object.keys(members);
    const less = { ...event };
    delete less[first];
    return [declared(type, { ...event, more: 1 }, `${i}more`), declared(type, less, `${i}less`)];
  });
  const found = await compile(t, wrong);
  assert.equal(new Set(found.map(({ where }) => where)).size, wrong.length);
});
