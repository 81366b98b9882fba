// Each type's event has the members that kintone gives it, in handlers, of pages and from shim.fire.
import { createShim, type EventHandler, type EventOf, type FireResult, type RecordPage } from 'kintone-shim';

/** As @kintone/dts-gen writes the fields of an app. */
interface SavedOrderFields {
  $id: { type: '__ID__'; value: string };
  Item: { type?: 'SINGLE_LINE_TEXT'; value: string; disabled?: boolean; error?: string | null };
  Quantity: { type?: 'NUMBER'; value: string; disabled?: boolean; error?: string | null };
}

/** Whether two types are the same one. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const yes = <Condition extends true>(condition?: Condition) => condition;

const shim = createShim();
const { events } = shim.kintone;

events.on('app.record.edit.submit', (event) => {
  yes<Same<typeof event.type, 'app.record.edit.submit'>>();
  const numbers: number[] = [event.appId, event.recordId];
  event.record.Total.value = numbers.length;
  event.error = event.error ? null : 'Not today';
  return event;
});
events.on('app.record.create.show', ({ reuse, appId }) => {
  yes<Same<typeof reuse, boolean>>();
  yes<Same<typeof appId, number>>();
});
events.on('app.record.index.edit.change.数量', (event) => {
  const texts: string[] = [event.appId, event.recordId];
  const { field, row } = event.changes;
  field.value = row?.id ?? row?.value.Cell.value ?? texts;
  return event;
});
events.on('app.record.index.edit.show', async ({ recordId }) => yes<Same<typeof recordId, string>>());
events.on('app.record.index.edit.finish', ({ appId, recordId }) => {
  yes<Same<[typeof appId, typeof recordId], [number, string]>>();
});
events.on('app.record.detail.process.proceed', (event) => {
  event.error = `${event.action.value}: ${event.status.value} → ${event.nextStatus.value}`;
  return event;
});
events.on('app.record.create.submit.success', (event) => {
  yes<Same<[typeof event.appId, typeof event.recordId], [number, string]>>();
  event.url = event.recordId === '1' ? null : '/k/5/';
  return event;
});
events.on('mobile.app.record.edit.submit.success', ({ appId }) => yes<Same<typeof appId, string>>());
events.on('app.record.index.show', (event) => {
  if (event.viewType === 'calendar') {
    yes<Same<[typeof event.date, typeof event.offset], [string, null]>>();
    return Object.values(event.records).flat().length;
  }
  yes<Same<[typeof event.date, typeof event.offset], [null, number]>>();
  return event.records.map((record) => record.$id.value);
});
events.on('app.report.show', ({ appId }) => yes<Same<typeof appId, number>>());

// Several types: a union.
events.on(['app.record.create.show', 'app.record.edit.show', 'mobile.app.record.edit.show'], (event) => {
  event.record.Total.disabled = true;
  if (event.type === 'app.record.create.show') return event.reuse;
  yes<Same<typeof event.recordId, number>>();
  return event;
});
events.on(['app.record.create.change.A', 'app.record.edit.change.B'], (event) => {
  event.changes.field.value = event.record.A.value;
});
// Others can be anything.
events.on('a type that kintone gets next year', ({ what }) => what.it.has);
events.on('app.record.edit.submit' as string, (event) => event.what);

// A record of one's own.
const submit: EventHandler<'app.record.edit.submit', SavedOrderFields> = (event) => {
  if (Number(event.record.Quantity.value) > 10) event.record.Quantity.error = 'At most 10';
  return event;
};
events.on('app.record.edit.submit', submit);
events.on('app.record.edit.submit', (event: { record: SavedOrderFields }) => event.record.$id.value);
events.on(['app.record.edit.submit', 'app.record.detail.show'], (event: { record: SavedOrderFields }) => {
  const record: SavedOrderFields = event.record;
  return record.Item.value;
});
events.on<'app.record.edit.change.Quantity', SavedOrderFields>('app.record.edit.change.Quantity', (event) => {
  yes<Same<typeof event.changes.field, SavedOrderFields['Quantity']>>();
});
events.on('app.record.index.show', (event: EventOf<'app.record.index.show', SavedOrderFields>) => {
  const records: SavedOrderFields[] =
    event.viewType === 'calendar' ? Object.values(event.records).flat() : event.records;
  return records;
});
events.off('app.record.edit.submit', submit);

export async function fired(): Promise<FireResult> {
  const bare = await shim.fire('app.record.edit.show', {
    appId: 5,
    recordId: 1,
    record: { A: { value: '' } },
  });
  yes<Same<typeof bare.event.recordId, number>>();
  const typed = await shim.fire<'app.record.edit.submit', SavedOrderFields>('app.record.edit.submit', {
    record: { $id: { type: '__ID__', value: '1' }, Item: { value: 'りんご' }, Quantity: { value: '3' } },
  });
  const record: SavedOrderFields = typed.event.record;
  await shim.fire('app.record.index.show', { viewType: 'calendar', records: { '2026-04-30': [record] } });
  await shim.fire('a type of my own', { record, more: 1 });
  return bare;
}

export async function pages(): Promise<RecordPage> {
  const page = await shim.open<'app.record.edit', SavedOrderFields>('app.record.edit', { app: 5, id: 1 });
  const record: SavedOrderFields = page.record;
  const { event } = page;
  if (event.type === 'app.record.edit.submit.success') yes<Same<typeof event.recordId, string>>();
  if (event.type === 'app.record.edit.submit') event.record.Item.value = record.Item.value;
  const list = await shim.open('app.record.index');
  if (list.event.type === 'app.record.index.edit.submit') console.log(list.event.recordId.length);
  const report = await shim.open('app.report');
  const app: number | undefined = report.event?.appId;
  console.log(app);
  return page.change('Item', 'みかん');
}
