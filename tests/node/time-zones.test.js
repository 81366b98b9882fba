/** L23, D10: the platform's own zones, as the core calculates with them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';

const hour = 3_600_000;
const zones = [
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Africa/Casablanca',
];

/** What the platform itself says of a moment. */
const localOf = (timeZone, moment) => {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short' };
  return new Intl.DateTimeFormat('sv-SE', options).format(new Date(moment));
};

for (const timeZone of zones) {
  test(`${timeZone}: dates and times are those of the platform, through two years`, async (t) => {
    const now = (type) => ({ type, defaultNowValue: true });
    const fields = { D: now('DATE'), T: now('TIME'), I: now('DATETIME') };
    const users = { alice: { password: 'a', timeZone } };
    const shim = createShim({ clock: 'manual', users, apps: { 5: { fields } } });
    t.after(() => shim.dispose());
    shim.advance(Date.UTC(2026, 0));
    // The page of 1970 has expired.
    shim.reload();
    for (let i = 0; i < 2 * 365; i += 1) {
      await shim.kintone.api('/k/v1/record', 'POST', { app: 5 });
      const [{ D, T, I }] = shim.app(5).records('D = TODAY() order by $id desc limit 1');
      assert.equal(`${D.value} ${T.value}`, localOf(timeZone, I.value), I.value);
      shim.advance(23 * hour + 37 * 60_000);
    }
  });
}

test('a day begins at the first minute that there is of it', async (t) => {
  const records = [
    '2026-04-23T21:59:00Z',
    '2026-04-23T22:00:00Z',
    '2026-04-24T20:59:00Z',
    '2026-04-24T21:00:00Z',
  ].map((value) => ({ I: { value } }));
  const apps = { 5: { fields: { I: 'DATETIME' }, records } };
  const shim = createShim({ clock: 'manual', timeZone: 'Africa/Cairo', apps });
  t.after(() => shim.dispose());
  // 00:00 to 01:00 of the 24th is not there.
  shim.advance(Date.UTC(2026, 3, 24, 12));
  const found = shim.app(5).records('I = TODAY() order by I asc');
  assert.deepEqual(
    found.map(({ I }) => I.value),
    ['2026-04-23T22:00:00Z', '2026-04-24T20:59:00Z'],
  );
});

test('a calendar has the local days of the login user', async (t) => {
  const views = { views: { Days: { type: 'CALENDAR', name: 'Days', id: '1', date: 'I', index: '0' } } };
  const fields = { I: 'DATETIME' };
  const records = [{ I: { value: '2026-03-31T15:00:00Z' } }, { I: { value: '2026-03-31T14:59:00Z' } }];
  const shim = createShim({
    clock: 'manual',
    timeZone: 'Asia/Tokyo',
    apps: { 5: { fields, views, records } },
  });
  t.after(() => shim.dispose());
  shim.advance(Date.UTC(2026, 2, 31, 16));
  let event;
  shim.kintone.events.on('app.record.index.show', (given) => {
    event = given;
  });
  await shim.open('app.record.index', { app: 5 });
  assert.deepEqual([event.date, Object.keys(event.records)], ['2026-04', ['2026-04-01']]);
});
