/** Time zones as the platform knows them: the core has a calendar and no zones (L23). */
import { DateTimeFormat } from './platform.js';

const minute = 60_000;
/** Two changes of a clock within so long, as some countries make for Ramadan, are one: a finer table takes long to make. */
const step = 14 * 24 * 60 * minute;
/** Of the table: from 1970 to 2050. What is beyond has the last offset. */
const end = Date.UTC(2050, 0);

const tables = new Map();

/** Minutes that local time is ahead of UTC at an instant, by a format that ends with `GMT+09:00`. */
function aheadAt(format, instant) {
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(instant));
  const size = sign === undefined ? 0 : Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -size : size;
}

/** The first minute, after `from` and at `to` at the latest, of another offset than that of `from`. */
function changeBetween(format, from, to, before) {
  let [low, high] = [from / minute, to / minute];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (aheadAt(format, middle * minute) === before) low = middle;
    else high = middle;
  }
  return high * minute;
}

function makeTable(name) {
  let format;
  try {
    format = new DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    return [];
  }
  const rows = [];
  const add = (from, ahead) => rows.push([String(from), ['number', String(ahead)]]);
  let before = aheadAt(format, 0);
  add(0, before);
  for (let at = 0; at < end; at += step) {
    const ahead = aheadAt(format, at + step);
    if (ahead === before) continue;
    add(changeBetween(format, at, at + step, before), ahead);
    before = ahead;
  }
  return rows;
}

/**
 * @param {string} name As `Asia/Tokyo`.
 * @returns {[from: string, minutes: ['number', string]][]} From which moment on, in milliseconds since 1970, local time is how many minutes
 *   ahead of UTC, as the core reads it (wasm/core/rest/declarations.h). Empty where the platform has no such zone.
 */
function tableOf(name) {
  if (!tables.has(name)) tables.set(name, makeTable(name));
  return tables.get(name);
}

/**
 * Gives zones their offsets.
 * @param {any} described Of the options of createShim: `timeZone`, and `users` with one each.
 */
export function describeZones([, , options = []]) {
  const given = (members, name) => members?.find(([each]) => each === name)?.[1];
  const users = given(options, 'users')?.[2] ?? [];
  for (const members of [options, ...users.map(([, [, , each]]) => each)]) {
    const zone = given(members, 'timeZone');
    if (zone?.[0] === 'string') zone[2] = tableOf(zone[1]);
  }
}
