// What a test does on screens: records, lists, dialogs, elements, and the members since 2025.
import {
  createShim,
  type ActionResult,
  type DisplayState,
  type FormRecord,
  type Kintone,
  type ListPage,
  type LoginUser,
  type RecordPage,
  type ShimPage,
  type ShimScreen,
} from 'kintone-shim';

const shim = createShim({ apps: { 5: { fields: { Item: 'SINGLE_LINE_TEXT', Files: 'FILE' } } } });
const { kintone } = shim;

export async function aRecord(): Promise<ActionResult[]> {
  const page: RecordPage = await shim.open('app.record.create', { app: 5, reuse: true });
  await page.change('Item', 'りんご');
  await page.change('Files', [new File(['a'], 'a.txt')]);
  await page.addRow('Table');
  await (await page.change('Cell', 1, { row: 0 })).removeRow('Table', 0);
  const { saved, cancelled, by, error, errors, thrown, id, url }: ActionResult = await page.submit();
  console.log(saved, cancelled, by === 'errors', error?.length, errors.Item, thrown, id?.length, url?.length);
  const record: FormRecord = page.record;
  const broken: readonly unknown[] = page.thrown;
  const wrong: Readonly<Record<string, string>> = page.errors;
  console.log(record.Item.value, wrong.Item, broken.length);
  const detail = await shim.open('mobile.app.record.detail', { app: '5', id: Number(id) });
  return [await detail.proceed('Start', { assignee: 'alice' }), await detail.delete()];
}

export async function aList(): Promise<ActionResult> {
  const page: ListPage = await shim.open('app.record.index', {
    view: 'Open',
    query: 'Price > 1',
    date: '2026-04',
  });
  await (await page.edit(1)).change('Item', 'みかん');
  const records: FormRecord[] = Array.isArray(page.records)
    ? page.records
    : Object.values(page.records).flat();
  console.log(records.length, page.record?.Item.value);
  await page.delete('2');
  return page.save();
}

export async function others(): Promise<ShimScreen> {
  const settings: ShimPage = await shim.open('plugin.config', { app: 5, pluginId: 'abc' });
  const portal = await shim.open('portal');
  console.log(portal.event?.type, shim.navigation.join(), shim.screen.type === 'plugin.config');
  return settings.screen;
}

export async function dialogs(): Promise<void> {
  shim.dialogs.answer('OK');
  const answer: 'OK' | 'CANCEL' | 'CLOSE' = await kintone.showConfirmDialog({
    title: 'Save?',
    showCancelButton: true,
  });
  await kintone.showNotification('SUCCESS', 'Saved');
  await kintone.showLoading('VISIBLE');
  const dialog = await kintone.createDialog({ title: 'More', body: document.createElement('div') });
  const ended: string = await dialog.show();
  dialog.close();
  const sheet = await kintone.mobile.createBottomSheet({
    title: 'More',
    body: document.createElement('div'),
  });
  await sheet.show();
  sheet.close();
  for (const { kind, text, answer: said } of shim.dialogs) console.log(kind, text, said, answer, ended);
}

export function elements({ app, mobile, portal, space }: Kintone): (HTMLElement | null)[] {
  app.record.setFieldShown('Item', false);
  mobile.app.record.setGroupFieldOpen('Group', true);
  return [
    app.record.getFieldElement('Item'),
    mobile.app.record.getSpaceElement('space'),
    ...(app.getFieldElements('Item') ?? []),
    app.getHeaderMenuSpaceElement(),
    mobile.app.getHeaderSpaceElement(),
    app.record.getHeaderMenuSpaceElement(),
    portal.getContentSpaceElement(),
    mobile.space.portal.getContentSpaceElement(),
    space.portal.getContentSpaceElement(),
  ];
}

export async function members({ app, mobile, getLoginUser }: Kintone): Promise<unknown[]> {
  const user: LoginUser = getLoginUser();
  const texts: string[] = [user.code, user.name, user.language, user.timezone];
  await app.showAddRecordButton('HIDDEN');
  await app.record.showSideBar('HISTORY');
  await mobile.app.showViewSelector('VISIBLE');
  await app.showViewSelectorItems({ 20: 'HIDDEN' });
  await app.record.setFieldStyle('Item', { label: { color: '#ff0000' }, background: 'DEFAULT' });
  const state: DisplayState = await app.getAddRecordButtonDisplayState();
  const bar: 'CLOSED' | 'COMMENTS' | 'HISTORY' | 'HIDDEN' = await app.record.getSideBarDisplayState();
  const { label } = await app.record.getFieldStyle('Item');
  const { name, numberPrecision } = await app.get();
  const view = await app.getView();
  const shown: boolean = await app.record.isFieldVisible('Item');
  const { deleteRecord } = await app.record.getPermissions();
  const { type } = await kintone.getPageType();
  const answers = [await kintone.isMobilePage(), await kintone.buildPageUrl('APP_INDEX', { appId: '5' })];
  const id: number | null = app.record.getId();
  const query: string | null = mobile.app.getQuery();
  const given: { record: FormRecord } | null = app.record.get();
  if (given) app.record.set(given);
  const ui: 1 | 2 = kintone.getUiVersion();
  const config: Record<string, string> | null = kintone.plugin.app.getConfig(kintone.$PLUGIN_ID);
  return [
    ...texts,
    state,
    bar,
    label.color.length,
    name,
    numberPrecision.digits,
    view?.filterCond,
    shown,
    ui,
    config,
  ].concat([deleteRecord, type.length, ...answers, id, query]);
}
