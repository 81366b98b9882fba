// An app of 20 fields, records for it, and the requests of a client of kintone's, whoever answers them.

export const app = 1;
const origin = 'https://example.kintone.com';
const credentials = { 'X-Cybozu-API-Token': 'token' };

const choices = (names) => Object.fromEntries(names.map((name, index) => [name, { label: name, index }]));
const times = (count, name, type) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${name}${i + 1}`, type]));

export const ranks = ['A', 'B', 'C', 'D'];

/** As the option `apps` takes them. */
export const fields = {
  Key: { type: 'SINGLE_LINE_TEXT', unique: true },
  Rank: { type: 'DROP_DOWN', options: choices(ranks) },
  Amount: { type: 'NUMBER' },
  Due: { type: 'DATE' },
  Met: { type: 'DATETIME' },
  Tags: { type: 'CHECK_BOX', options: choices(['new', 'old', 'good']) },
  Way: { type: 'RADIO_BUTTON', options: choices(['web', 'mail']), defaultValue: 'web' },
  Site: { type: 'LINK', protocol: 'WEB' },
  Note: { type: 'MULTI_LINE_TEXT' },
  ...times(8, 'Text', { type: 'SINGLE_LINE_TEXT' }),
  ...times(3, 'Number', { type: 'NUMBER' }),
};

const two = (n) => String(n).padStart(2, '0');

/** What a client sends of record `n`, counted from 1. */
export function recordOf(n) {
  const record = {
    Key: { value: `key-${n}` },
    Rank: { value: ranks[n % ranks.length] },
    // Each of 10,000 once in so many records, and in no order.
    Amount: { value: String((n * 7919) % 10_000) },
    Due: { value: `2026-${two((n % 12) + 1)}-${two((n % 28) + 1)}` },
    Met: { value: `2026-03-01T${two(n % 24)}:${two(n % 60)}:00Z` },
    Tags: { value: n % 3 === 0 ? ['new', 'good'] : [] },
    Way: { value: n % 2 === 0 ? 'web' : 'mail' },
    Site: { value: `https://example.com/${n}` },
    Note: { value: `What was said of number ${n}.\nAnd what was done: 連絡しました。` },
  };
  for (let i = 1; i <= 8; i += 1) record[`Text${i}`] = { value: `text ${i} of record ${n}` };
  for (let i = 1; i <= 3; i += 1) record[`Number${i}`] = { value: String(n * i) };
  return record;
}

/**
 * A client of what answers a Request.
 * @param {(request: Request) => Promise<Response>} handle
 */
export function clientOf(handle) {
  async function send(method, path, body) {
    const headers = body ? { ...credentials, 'Content-Type': 'application/json' } : credentials;
    const request = new Request(`${origin}/k/v1/${path}`, { method, headers, body: JSON.stringify(body) });
    const response = await handle(request);
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text;
  }
  const query = (text, more = '') =>
    send('GET', `records.json?app=${app}&query=${encodeURIComponent(text)}${more}`);
  return {
    add: (records) => send('POST', 'records.json', { app, records }),
    get: (id) => send('GET', `record.json?app=${app}&id=${id}`),
    query,
    count: (condition) => query(`${condition} limit 1`, '&totalCount=true'),
    update: (key, record) =>
      send('PUT', 'record.json', { app, updateKey: { field: 'Key', value: key }, record }),
    /** Every record, 500 a page. */
    async export(onPage) {
      const { id } = JSON.parse(
        await send('POST', 'records/cursor.json', { app, query: 'order by $id asc', size: 500 }),
      );
      for (let hasMore = true; hasMore;) {
        const text = await send('GET', `records/cursor.json?id=${id}`);
        onPage(text);
        hasMore = JSON.parse(text).next;
      }
    },
  };
}
