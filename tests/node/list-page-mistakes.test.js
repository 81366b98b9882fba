/** What no user can do in a list (E20): it is told with what to write instead. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShim } from '../support/calls.js';

const apps = {
  5: {
    fields: { Name: 'SINGLE_LINE_TEXT', Day: 'DATE' },
    records: [{ Name: { value: 'a' } }, { Name: { value: 'b' } }],
    views: {
      views: {
        All: { type: 'LIST', id: '11', name: 'All', index: '0', filterCond: '', sort: '' },
        Month: { type: 'CALENDAR', id: '13', name: 'Month', index: '2', date: 'Day', title: 'Name' },
        Own: { type: 'CUSTOM', id: '14', name: 'Own', index: '3', html: '<p></p>', pager: false },
      },
    },
  },
};

test('in a list of PC pages alone records are edited and deleted, and those that it shows', async (t) => {
  const shim = openShim(t, { apps });
  const page = await shim.open('app.record.index', { app: 5 });
  for (const id of [99, 'abc', undefined, '1.0', null]) {
    for (const member of ['edit', 'delete']) {
      await assert.rejects(page[member](id), {
        name: 'RangeError',
        message: `page.${member}: the list shows no record ${id}; it shows: 2, 1`,
      });
    }
  }
  for (const [type, view, viewType] of [
    ['app.record.index', 'Own', 'custom'],
    ['app.record.index', 'Month', 'calendar'],
    ['mobile.app.record.index', undefined, 'list'],
  ]) {
    const fixed = await shim.open(type, { app: 5, view });
    for (const member of ['edit', 'delete']) {
      await assert.rejects(fixed[member](1), {
        message: new RegExp(
          `^page\\.${member}: .*${type}, a view of the type ${viewType}\\. .*app\\.record\\.index`,
        ),
      });
    }
  }
});
