/** Steps on the page of the open screen: what a user does there, and what the handlers of a case hear (E11 to E20, R01 to R08). */
import { check, checkThrown, equal } from './check.js';
import { handlerOf } from './event-steps.js';
import { realize } from './values.js';

/** The place of an object within a record, such as `Lines.0.Count`: the object itself, none that is like it. */
function placeIn(record, object) {
  for (const [code, field] of Object.entries(record)) {
    if (field === object) return code;
    for (const [i, row] of (Array.isArray(field.value) ? field.value : []).entries()) {
      if (row === object) return `${code}.${i}`;
      const found = Object.entries(row.value ?? {}).find(([, cell]) => cell === object);
      if (found) return `${code}.${i}.${found[0]}`;
    }
  }
  return object;
}

/** An event as it was when its first handler heard it. */
function heardOf({ changes, records, ...event }) {
  const copy = structuredClone(event);
  const idsOf = (list) => list.map(({ $id }) => $id.value);
  if (Array.isArray(records)) copy.records = idsOf(records);
  else if (records) {
    copy.records = Object.fromEntries(Object.entries(records).map(([day, list]) => [day, idsOf(list)]));
  }
  if (changes) {
    const { field, row } = changes;
    copy.changes = { field: placeIn(event.record, field), row: row && placeIn(event.record, row) };
  }
  return copy;
}

/** What a call of a handler's gave: of an object its names. */
const toldOf = (given) => (typeof given === 'object' && given !== null ? Object.keys(given) : given);

/** What all handlers of a case share. */
class Listening {
  event;
  got = [];
  heard = [];
  called = [];
  #kintone;

  constructor(kintone) {
    this.#kintone = kintone;
  }

  begin() {
    Object.assign(this, { event: undefined, got: [], heard: [], called: [] });
  }

  add({ types, calls = [], later = false, ...script }) {
    const handle = handlerOf(script, this);
    const callAll = () => {
      for (const { name, arguments: given = [] } of calls) {
        const [, ...names] = name.split('.');
        const member = names.reduce((owner, each) => owner[each], this.#kintone);
        this.called.push(toldOf(member(...realize(given, {}))));
      }
    };
    this.#kintone.events.on(types, (argument) => {
      const { type } = Object(argument);
      const isNew = type !== undefined && argument !== this.event;
      if (isNew) {
        this.event = argument;
        this.heard.push(heardOf(argument));
      }
      if (later) Promise.resolve().then(callAll);
      else callAll();
      return handle(argument);
    });
  }
}

/** Registers the handlers of a step; what they hear from now on counts. */
export function listen({ handlers = [] }, run, shim) {
  run.listening ??= new Listening(shim.kintone);
  run.listening.begin();
  for (const each of handlers) run.listening.add(each);
}

/** Of a record those fields that are expected. */
export function checkFields(record, expected, what) {
  for (const [code, field] of Object.entries(expected)) {
    equal(record[code], realize(field, {}), `${code} of ${what}`);
  }
}

/** `expected`: types, or events: of a record the fields that are given, all `codes`, and exactly the other members. */
export function checkEvents(heard, expected) {
  const types = expected.map((each) => each.type ?? each);
  equal(
    heard.map(({ type }) => type),
    types,
    'types of the events that were heard',
  );
  for (const [i, each] of expected.entries()) {
    if (typeof each === 'string') continue;
    const { record, codes, ...others } = each;
    const { record: heardRecord, ...heardOthers } = heard[i];
    equal(heardOthers, realize(others, {}), `members of ${each.type}`);
    if (record === null) equal(heardRecord, null, `record of ${each.type}`);
    else if (record) checkFields(heardRecord, record, `the record of ${each.type}`);
    if (codes) equal(Object.keys(heardRecord).sort(), [...codes].sort(), `fields of ${each.type}`);
  }
}

function checkMentions(text, mentions) {
  for (const each of mentions) check(text.includes(each), `${text} does not mention ${each}`);
}

/** What submit, proceed and delete are fulfilled with; what is left out is that of a success. `errors`: by fields, or their codes alone. */
function checkResult(
  result,
  { errors = {}, id, url, thrown = null, mentions = [], error = null, ...expected },
) {
  const { saved, cancelled, by } = result;
  equal({ saved, cancelled, by }, { saved: true, cancelled: false, by: null, ...expected }, 'result');
  const message = result.thrown?.message ?? null;
  if (thrown?.mentions) checkMentions(message ?? '', thrown.mentions);
  else equal(message, thrown, 'thrown');
  if (mentions.length === 0) equal(result.error, error, 'error');
  checkMentions(result.error, mentions);
  equal(Array.isArray(errors) ? Object.keys(result.errors) : result.errors, errors, 'errors');
  if (id !== undefined) equal(result.id, id, 'id');
  if (url !== undefined) equal(result.url, url, 'url');
}

/** `do: "page"`: `call` of the open page, with `arguments`. */
export async function runPageStep(step, expected, run, context) {
  let error;
  let result;
  try {
    result = await run.within(
      60_000,
      run.page[step.call](...realize(step.arguments ?? [], { realms: run.platform.realms })),
      step.call,
    );
  } catch (thrown) {
    error = thrown;
  }
  checkThrown(error, expected.throws, context);
  if (expected.result) checkResult(result, expected.result);
}

/** What the page and the handlers show after a step. */
export async function checkPage(run, shim, expected) {
  const { events, called, record, unlike = {}, fileFields = {}, codes, fieldErrors, listed } = expected;
  if (called) await run.within(60_000, shim.settled(), 'shim.settled');
  if (called) equal(run.listening.called, realize(called, {}), 'what the calls of handlers gave');
  if (events) checkEvents(run.listening.heard, events);
  if (record) checkFields(run.page.record, record, 'page.record');
  for (const [code, field] of Object.entries(unlike)) {
    check(JSON.stringify(run.page.record[code]) !== JSON.stringify(field), `${code} is what was given`);
  }
  for (const [code, files] of Object.entries(fileFields)) {
    const shown = run.page.record[code].value.map(({ name, size, contentType }) => [name, size, contentType]);
    equal(shown, files, `files of ${code}`);
  }
  if (codes) equal(Object.keys(run.page.record).sort(), [...codes].sort(), 'fields of page.record');
  if (fieldErrors) equal(run.page.errors, fieldErrors, 'page.errors');
  if (!listed) return;
  equal(
    run.page.records.map(({ $id }) => $id.value),
    listed,
    'records of the list',
  );
}
