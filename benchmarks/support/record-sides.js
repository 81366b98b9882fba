// Who keeps the records: ours, and an emulator as one writes it with SQLite, a record's JSON in a column.
import { createShim } from 'kintone-shim';
import { collectGarbage } from '../../tests/support/garbage.js';
import { app, clientOf, fields } from './record-requests.js';

/** `{ client, bytes() }`: what records take, in the heap of JavaScript too. */
export function ours() {
  const shim = createShim({
    apiTokens: { token: app },
    apps: { [app]: { fields } },
    limits: { records: 2 ** 30 },
  });
  const { memoryInUse } = shim[Symbol.for('kintone-shim.internals')];
  const bytes = () => {
    collectGarbage();
    return memoryInUse() + process.memoryUsage().heapUsed;
  };
  return { client: clientOf((request) => shim.handle(request)), bytes };
}

/** better-sqlite3 where it is installed beside, and Node's own otherwise. */
export async function openSqlite() {
  try {
    const { default: Database } = await import('better-sqlite3');
    return { name: 'better-sqlite3', open: () => new Database(':memory:') };
  } catch {
    const { DatabaseSync } = await import('node:sqlite');
    return { name: 'node:sqlite', open: () => new DatabaseSync(':memory:') };
  }
}

const path = (code) => `'$.${code}.value'`;
const isNumber = (code) => fields[code]?.type === 'NUMBER';
const valueOf = (code) => {
  if (code === '$id') return 'id';
  const value = `json_extract(json, ${path(code)})`;
  return isNumber(code) ? `CAST(${value} AS REAL)` : value;
};

/** SQL of the few queries that are asked: conditions joined by `and`, one field to sort by, a limit. */
function sqlOf(query) {
  const [, where, code, direction, limit] =
    /^(.*?)\s*(?:order by (\S+) (asc|desc))?\s*(?:limit (\d+))?$/.exec(query);
  const conditions = where === '' ? [] : where.split(' and ');
  const parts = conditions.map((condition) => {
    const [, of, operator, operand] = /^(\S+) (in|>=|>) (.*)$/.exec(condition);
    return `${valueOf(of)} ${operator} ${operand.replaceAll('"', "'")}`;
  });
  const order = [...(code ? [`${valueOf(code)} ${direction}`] : []), ...(code === '$id' ? [] : ['id DESC'])];
  const condition = parts.length > 0 ? ` WHERE ${parts.join(' AND ')}` : '';
  return { condition, rest: ` ORDER BY ${order.join(', ')}${limit ? ` LIMIT ${limit}` : ''}` };
}

const administrator = { code: 'Administrator', name: 'Administrator' };
/** kintone has no seconds. */
const minute = () => `${new Date().toISOString().slice(0, 16)}:00Z`;

function systemOf(id) {
  const now = minute();
  return {
    Record_number: { type: 'RECORD_NUMBER', value: String(id) },
    Created_by: { type: 'CREATOR', value: administrator },
    Created_datetime: { type: 'CREATED_TIME', value: now },
    Updated_by: { type: 'MODIFIER', value: administrator },
    Updated_datetime: { type: 'UPDATED_TIME', value: now },
    $id: { type: '__ID__', value: String(id) },
    $revision: { type: '__REVISION__', value: '1' },
  };
}

/** @param {{ open: () => import('node:sqlite').DatabaseSync }} sqlite */
export function emulator({ open }) {
  const database = open();
  database.prepare('CREATE TABLE records (id INTEGER PRIMARY KEY, json TEXT NOT NULL)').run();
  database.prepare(`CREATE UNIQUE INDEX by_key ON records (json_extract(json, ${path('Key')}))`).run();
  const statements = new Map();
  const prepare = (sql) => {
    if (!statements.has(sql)) statements.set(sql, database.prepare(sql));
    return statements.get(sql);
  };
  const cursors = new Map();
  let last = 0;

  function add(given) {
    last += 1;
    const values = Object.entries(fields).map(([code, { type }]) => [
      code,
      { type, value: given[code].value },
    ]);
    const record = { ...Object.fromEntries(values), ...systemOf(last) };
    prepare('INSERT INTO records VALUES (?, ?)').run(last, JSON.stringify(record));
    return String(last);
  }

  function update({ updateKey, record: given }) {
    const found = prepare(`SELECT id, json FROM records WHERE json_extract(json, ${path('Key')}) = ?`);
    const { id, json } = found.get(updateKey.value);
    const record = JSON.parse(json);
    for (const [code, { value }] of Object.entries(given)) record[code].value = value;
    const revision = String(Number(record.$revision.value) + 1);
    record.$revision.value = revision;
    record.Updated_datetime.value = minute();
    prepare('UPDATE records SET json = ? WHERE id = ?').run(JSON.stringify(record), id);
    return { revision };
  }

  function select(parameters) {
    const { condition, rest } = sqlOf(parameters.get('query'));
    const rows = prepare(`SELECT json FROM records${condition}${rest}`).all();
    const records = rows.map(({ json }) => JSON.parse(json));
    if (parameters.get('totalCount') !== 'true') return { records, totalCount: null };
    const { total } = prepare(`SELECT count(*) AS total FROM records${condition}`).get();
    return { records, totalCount: String(total) };
  }

  function addCursor({ query, size }) {
    const { condition, rest } = sqlOf(query);
    const ids = prepare(`SELECT id FROM records${condition}${rest}`).all();
    const id = crypto.randomUUID();
    cursors.set(id, { ids, size, next: 0 });
    return { id, totalCount: String(ids.length) };
  }

  function getCursor(id) {
    const cursor = cursors.get(id);
    const page = cursor.ids.slice(cursor.next, cursor.next + cursor.size);
    const one = prepare('SELECT json FROM records WHERE id = ?');
    const records = page.map((row) => JSON.parse(one.get(row.id).json));
    cursor.next += page.length;
    const next = cursor.next < cursor.ids.length;
    if (!next) cursors.delete(id);
    return { records, next };
  }

  const actions = {
    'POST records': (body) => {
      prepare('BEGIN').run();
      const ids = body.records.map(add);
      prepare('COMMIT').run();
      return { ids, revisions: ids.map(() => '1') };
    },
    'GET record': (_, parameters) => {
      const { json } = prepare('SELECT json FROM records WHERE id = ?').get(Number(parameters.get('id')));
      return { record: JSON.parse(json) };
    },
    'GET records': (_, parameters) => select(parameters),
    'PUT record': update,
    'POST records/cursor': addCursor,
    'GET records/cursor': (_, parameters) => getCursor(parameters.get('id')),
  };

  async function handle(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (request.headers.get('X-Cybozu-API-Token') !== 'token') return new Response(null, { status: 401 });
    const body = request.body === null ? undefined : await request.json();
    const name = pathname.slice('/k/v1/'.length, -'.json'.length);
    return Response.json(actions[`${request.method} ${name}`](body, searchParams));
  }

  const bytes = () => {
    collectGarbage();
    const [pages, size] = ['page_count', 'page_size'].map(
      (name) => database.prepare(`PRAGMA ${name}`).get()[name],
    );
    return pages * size + process.memoryUsage().heapUsed;
  };
  return { client: clientOf(handle), bytes };
}
