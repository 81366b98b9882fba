/** Elements of kintone's pages, in the windows of jsdom and happy-dom (V01–V05). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Window } from 'happy-dom';
import { JSDOM } from 'jsdom';
import { createShim } from 'kintone-shim';

const fields = {
  Name: 'SINGLE_LINE_TEXT',
  Who: 'USER_SELECT',
  Status: { type: 'STATUS', enabled: true },
  Box: 'GROUP',
  Lines: { type: 'SUBTABLE', fields: { Item: 'SINGLE_LINE_TEXT' } },
};
const layout = {
  layout: [
    { type: 'ROW', fields: [{ type: 'SINGLE_LINE_TEXT', code: 'Name' }] },
    {
      type: 'GROUP',
      code: 'Box',
      layout: [{ type: 'ROW', fields: [{ type: 'SPACER', elementId: 'inner' }] }],
    },
    { type: 'ROW', fields: [{ type: 'SPACER', elementId: 'outer' }] },
  ],
};
const views = {
  views: {
    Names: { type: 'LIST', id: '1', index: '0', fields: ['Name'] },
    Own: { type: 'CUSTOM', id: '2', index: '1', html: '<div id="chart"></div>' },
  },
};
const records = [{ Name: { value: 'first' } }, { Name: { value: 'second' } }];
const windows = { jsdom: () => new JSDOM('').window, 'happy-dom': () => new Window() };

function made(t, window, app = { fields, layout, views, records }) {
  const shim = createShim({ apps: { 5: app } });
  t.after(() => shim.dispose());
  if (window) t.after(shim.install(window));
  return shim;
}

const open = (shim, screen, options) => shim.open(screen, { app: 5, id: 1, ...options });

for (const [name, makeWindow] of Object.entries(windows)) {
  test(`V01 the element of a field is in the document, and shows its value (${name})`, async (t) => {
    const window = makeWindow();
    const shim = made(t, window);
    const { record } = shim.kintone.app;
    await open(shim, 'app.record.detail');
    const element = record.getFieldElement('Name');
    assert.equal(element.textContent, 'first');
    assert.equal(window.document.body.contains(element), true);
    assert.equal(record.getFieldElement('Name'), element);
    for (const code of ['Item', 'Status', 'None']) assert.equal(record.getFieldElement(code), null, code);
    assert.equal(shim.kintone.mobile.app.record.getFieldElement('Name'), null);
    await open(shim, 'app.record.print');
    assert.notEqual(record.getFieldElement('Name'), element);
    assert.equal(window.document.body.contains(element), false);
    await open(shim, 'app.record.edit');
    assert.equal(record.getFieldElement('Name'), null);
  });

  test(`V01 the elements of a list are one a record (${name})`, async (t) => {
    const shim = made(t, makeWindow());
    const page = await shim.open('app.record.index', { app: 5 });
    const elements = shim.kintone.app.getFieldElements('Name');
    assert.deepEqual(
      elements.map((each) => each.textContent),
      ['second', 'first'],
    );
    assert.deepEqual(shim.kintone.app.getFieldElements('Name'), elements);
    for (const code of ['Who', 'Lines', 'Item', 'None']) {
      assert.equal(shim.kintone.app.getFieldElements(code), null, code);
    }
    await page.delete(1);
    await page.delete(2);
    assert.deepEqual(shim.kintone.app.getFieldElements('Name'), []);
  });

  test(`V02 the spaces of a layout have elements on the screens of a record (${name})`, async (t) => {
    const shim = made(t, makeWindow());
    for (const screen of ['detail', 'create', 'edit', 'print']) {
      await open(shim, `app.record.${screen}`);
      for (const id of ['outer', 'inner']) {
        shim.kintone.app.record.getSpaceElement(id).append('text');
        assert.equal(shim.kintone.app.record.getSpaceElement(id).textContent, 'text', `${screen} ${id}`);
      }
      assert.equal(shim.kintone.app.record.getSpaceElement('none'), null);
    }
    await open(shim, 'mobile.app.record.edit');
    assert.notEqual(shim.kintone.mobile.app.record.getSpaceElement('outer'), null);
    assert.equal(shim.kintone.app.record.getSpaceElement('outer'), null);
    await shim.open('app.record.index', { app: 5 });
    assert.equal(shim.kintone.app.record.getSpaceElement('outer'), null);
  });

  test(`V03 each header has its screens (${name})`, async (t) => {
    const shim = made(t, makeWindow());
    const { kintone } = shim;
    const members = {
      'app.getHeaderMenuSpaceElement': () => kintone.app.getHeaderMenuSpaceElement(),
      'app.getHeaderSpaceElement': () => kintone.app.getHeaderSpaceElement(),
      'app.record.getHeaderMenuSpaceElement': () => kintone.app.record.getHeaderMenuSpaceElement(),
      'mobile.app.getHeaderSpaceElement': () => kintone.mobile.app.getHeaderSpaceElement(),
      'portal.getContentSpaceElement': () => kintone.portal.getContentSpaceElement(),
      'space.portal.getContentSpaceElement': () => kintone.space.portal.getContentSpaceElement(),
      'mobile.portal.getContentSpaceElement': () => kintone.mobile.portal.getContentSpaceElement(),
      'mobile.space.portal.getContentSpaceElement': () =>
        kintone.mobile.space.portal.getContentSpaceElement(),
    };
    const on = {
      'app.record.index': ['app.getHeaderMenuSpaceElement', 'app.getHeaderSpaceElement'],
      'app.report': ['app.getHeaderMenuSpaceElement', 'app.getHeaderSpaceElement'],
      'app.record.detail': ['app.record.getHeaderMenuSpaceElement'],
      'app.record.create': [],
      'mobile.app.record.index': ['mobile.app.getHeaderSpaceElement'],
      'mobile.app.record.detail': ['mobile.app.getHeaderSpaceElement'],
      portal: ['portal.getContentSpaceElement'],
      'space.portal': ['space.portal.getContentSpaceElement'],
      'mobile.portal': ['mobile.portal.getContentSpaceElement'],
      'mobile.space.portal': ['mobile.space.portal.getContentSpaceElement'],
    };
    for (const [screen, expected] of Object.entries(on)) {
      await open(shim, screen);
      const there = Object.keys(members).filter((each) => members[each]() !== null);
      assert.deepEqual(there, expected, screen);
    }
  });

  test(`E12 a custom view has its HTML in the document (${name})`, async (t) => {
    const window = makeWindow();
    const shim = made(t, window);
    let chart;
    shim.kintone.events.on('app.record.index.show', () => {
      chart = window.document.getElementById('chart');
    });
    await shim.open('app.record.index', { app: 5, view: 'Own' });
    assert.notEqual(chart, null);
    await shim.open('app.record.index', { app: 5 });
    assert.equal(window.document.getElementById('chart'), null);
  });

  test(`V05 what is hidden stays hidden until the screen changes (${name})`, async (t) => {
    const shim = made(t, makeWindow());
    const { record } = shim.kintone.app;
    await open(shim, 'app.record.detail');
    assert.equal(await record.isFieldVisible('Name'), true);
    assert.equal(record.setFieldShown('Name', false), undefined);
    assert.equal(record.setFieldShown('outer', false), undefined);
    assert.equal(record.setFieldShown('none', false), undefined);
    assert.equal(await record.isFieldVisible('Name'), false);
    assert.equal(record.getFieldElement('Name').style.display, 'none');
    assert.equal(record.getSpaceElement('outer').style.display, 'none');
    record.setFieldShown('Name', true);
    assert.equal(record.getFieldElement('Name').style.display, '');
    assert.equal(await record.isGroupFieldOpen('Box'), false);
    assert.equal(record.setGroupFieldOpen('Box', true), undefined);
    assert.equal(await record.isGroupFieldOpen('Box'), true);
    await open(shim, 'app.record.edit');
    assert.equal(await record.isGroupFieldOpen('Box'), false);
    await shim.open('app.record.index', { app: 5 });
    await assert.rejects(record.isFieldVisible('Name'), {
      code: 'SHIM_WRONG_SCREEN',
      message: /app\.record\.detail/,
    });
    assert.equal(record.setFieldShown('Name', false), undefined);
  });
}

test('V04 without a document an element is null, and a warning names install(window)', async (t) => {
  const shim = made(t);
  await open(shim, 'app.record.detail');
  const lines = [];
  t.mock.method(process.stderr, 'write', (text) => lines.push(text) > 0);
  t.mock.method(console, 'error', (text) => lines.push(text));
  assert.equal(shim.kintone.app.record.getFieldElement('Name'), null);
  assert.equal(shim.kintone.app.record.getHeaderMenuSpaceElement(), null);
  t.mock.restoreAll();
  assert.equal(lines.length, 1, lines.join('\n'));
  assert.match(
    lines[0],
    /kintone\.app\.record\.getFieldElement.*shim\.install\(window\).*SHIM_WARN_PAGE_MEMBER/,
  );
});

test('V02 a space that the layout lacks is null, and a warning says how to declare it', async (t) => {
  const lines = [];
  t.mock.method(process.stderr, 'write', (text) => lines.push(text) > 0);
  t.mock.method(console, 'error', (text) => lines.push(text));
  const shim = made(t, new JSDOM('').window, { fields });
  await open(shim, 'app.record.create');
  assert.equal(shim.kintone.app.record.getSpaceElement('here'), null);
  t.mock.restoreAll();
  assert.match(lines.join(''), /SPACER', elementId: 'here'/);
  const mended = made(t, new JSDOM('').window, {
    fields,
    layout: { layout: [{ type: 'ROW', fields: [{ type: 'SPACER', elementId: 'here' }] }] },
  });
  await open(mended, 'app.record.create');
  assert.notEqual(mended.kintone.app.record.getSpaceElement('here'), null);
});

test('V04 an installation that is taken back takes its document with it', async (t) => {
  const shim = made(t);
  const window = new JSDOM('').window;
  const restore = shim.install(window);
  await open(shim, 'app.record.detail');
  assert.equal(shim.kintone.app.record.getFieldElement('Name').ownerDocument, window.document);
  const other = new JSDOM('').window;
  t.after(shim.install(other));
  assert.equal(shim.kintone.app.record.getFieldElement('Name').ownerDocument, other.document);
  restore();
  shim.reset();
  assert.equal(window.document.body.children.length, 0);
});
