/** What a plug-in sees on the screens of an app, told as plain data: the same in the process and in a served page. */

/** The app, and another one whose records no page of it sees. */
export const apps = {
  5: {
    fields: {
      Name: { type: 'SINGLE_LINE_TEXT', required: true },
      Price: { type: 'NUMBER', defaultValue: '3', maxValue: '100' },
      Total: 'NUMBER',
      Day: 'DATE',
      Files: 'FILE',
      Lines: { type: 'SUBTABLE', fields: { Item: 'SINGLE_LINE_TEXT' } },
    },
    layout: { layout: [{ type: 'ROW', fields: [{ type: 'SPACER', elementId: 'buttons' }] }] },
    views: {
      views: {
        Dear: {
          type: 'LIST',
          index: '0',
          id: '1',
          fields: ['Name'],
          filterCond: 'Price > 4',
          sort: 'Price desc',
        },
        Days: { type: 'CALENDAR', index: '1', id: '2', date: 'Day', title: 'Name' },
      },
    },
    status: {
      enable: true,
      states: {
        New: { name: 'New', index: '0', assignee: { type: 'ONE', entities: [] } },
        Done: { name: 'Done', index: '1', assignee: { type: 'ONE', entities: [] } },
      },
      actions: [{ name: 'Finish', from: 'New', to: 'Done' }],
    },
    records: ['apple', 'pear', 'plum'].map((name, i) => ({
      Name: { value: name },
      Price: { value: String(i + 4) },
      Day: { value: `2026-04-0${i + 1}` },
      Lines: { value: [{ value: { Item: { value: 'a' } } }] },
    })),
  },
  6: { fields: { Name: 'SINGLE_LINE_TEXT' }, records: [{ Name: { value: 'recordOfAnotherApp' } }] },
};

/**
 * Runs in the process and, as its own text, in a page: nothing of this module is seen in it.
 * @param {import('../../types/index.js').Shim} shim Installed in a window.
 * @returns {Promise<unknown[][]>}
 */
export async function tellScreens(shim) {
  const { kintone } = shim;
  const told = [];
  // Times and keys differ from run to run; undefined is seen as such.
  const plain = (value) =>
    JSON.parse(
      JSON.stringify(value, (key, each) => {
        if (each === undefined) return '(undefined)';
        return key === 'fileKey' || /^\d{4}-\d\d-\d\dT/.test(each) ? '(its own)' : each;
      }),
    );
  const tell = (...what) => told.push(plain(what));
  const refusal = (error) => ['refused', error.constructor.name, error.code, error.message];
  const on = (types, handler) => kintone.events.on(types, handler);
  const forms = ['app.record.create', 'app.record.edit', 'app.record.detail', 'app.record.print'];
  const screens = [...forms, 'app.record.index', 'app.report'].flatMap((each) => [each, `mobile.${each}`]);
  on(
    screens.filter((each) => each !== 'mobile.app.record.print').map((each) => `${each}.show`),
    (event) => void tell(event, kintone.app.getId(), kintone.app.record.getId(), kintone.app.getQuery()),
  );
  on(['app.record.create.change.Price', 'app.record.edit.change.Price'], (event) => {
    event.record.Total.value = String(Number(event.record.Price.value) * 2);
    return event;
  });
  on(['app.record.edit.submit', 'app.record.index.edit.submit'], (event) => {
    if (event.record.Price.value === '13') event.error = 'unlucky';
    return event;
  });
  on(['app.record.create.submit.success', 'app.record.edit.submit.success'], (event) => void tell(event));
  on('app.record.detail.process.proceed', (event) => {
    tell(event.action, event.status, event.nextStatus);
    event.record.Total.value = '77';
    return event;
  });
  const open = (type, options) => shim.open(type, { app: 5, ...options });

  const created = await open('app.record.create');
  tell((await created.submit()).errors, created.errors);
  await created.change('Name', 'fig');
  await created.change('Price', '9');
  await created.change('Files', [new File(['text'], 'a.txt', { type: 'text/plain' })]);
  await created.addRow('Lines');
  await created.change('Item', 'x', { row: 1 });
  tell(await created.submit(), created.record);

  const edited = await open('app.record.edit', { id: 4 });
  tell(await edited.change('Number', '1').catch(refusal));
  await edited.change('Price', '13');
  await edited.removeRow('Lines', 0);
  tell(await edited.submit());
  await edited.change('Price', '200');
  tell(await edited.submit());
  await edited.change('Price', '20');
  tell(await edited.submit());
  // Its revision is the one before.
  await edited.change('Price', '21');
  tell(await edited.submit());

  tell(await open('app.record.edit', { id: 99 }).catch(refusal));
  tell(await open('app.record.edit', {}).catch(refusal));
  const detail = await open('app.record.detail', { id: 4 });
  const { record } = kintone.app;
  const elements = [record.getFieldElement('Price'), record.getSpaceElement('buttons')];
  tell(elements.map((each) => [each.nodeName, each.textContent]));
  tell(await detail.proceed('Start').catch(refusal));
  tell(await detail.proceed('Finish'), detail.record);
  tell(await detail.proceed('Finish').catch(refusal));

  for (const type of ['app.record.print', 'mobile.app.record.edit', 'mobile.app.record.detail']) {
    await open(type, { id: 4 });
  }
  for (const type of ['mobile.app.record.create', 'app.report', 'mobile.app.report', 'portal']) {
    await open(type);
  }

  const list = await open('app.record.index');
  tell(kintone.app.getFieldElements('Name').map(({ textContent }) => textContent));
  await list.edit(4);
  await list.change('Price', '13');
  tell(await list.save());
  await list.change('Price', '5');
  tell(await list.save(), list.records);
  tell(await list.delete(3), list.records);
  await open('mobile.app.record.index', { query: 'Price < 5' });
  await open('app.record.index', { view: 'Days', date: '2026-04' });
  for (const options of [{ view: 'Nowhere' }, { query: 'Price >' }, { query: 'Nowhere = 1' }, { app: 6 }]) {
    const opened = await open('app.record.index', options).catch(refusal);
    tell(opened.records ?? opened);
  }
  const gone = await open('app.record.detail', { id: 4 });
  tell(await gone.delete(), await gone.delete());
  tell(
    kintone.getLoginUser(),
    shim.navigation.map((url) => url.slice(new URL(url).origin.length)),
    shim.dialogs,
  );
  return told;
}
