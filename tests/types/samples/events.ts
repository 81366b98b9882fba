// Handlers, and an event fired at them.
import {
  createShim,
  type EventHandler,
  type EventType,
  type EventWarningCode,
  type FireResult,
  type Kintone,
} from 'kintone-shim';

const shim = createShim();
const { events }: Kintone = shim.kintone;

const submit: EventType = 'app.record.create.submit';
const types: EventType[] = ['mobile.app.record.edit.change.数量', 'app.record.index.edit.submit.success'];
const handler: EventHandler = (event) => event;
const nothing: void = events.on(submit, handler);
events.on(types, (event) => event);
events.on(['app.record.create.show', 'app.record.edit.show'], async (event) => {
  event.record.Total.disabled = true;
  return event;
});
events.on('app.record.edit.change.Total', (event) => {
  event.record.Tax.value = Number(event.changes.field.value) * 0.1;
  return event;
});
events.on('app.record.edit.change.Total', () => {});
events.on('app.record.edit.change.Total', (event) => (event.record.A.value ? false : undefined));
events.on('a type that kintone gets next year', async () => false);
declare const known: string;
events.on(known, async (event) => event);
events.on([known, submit], () => null);

const gone: boolean = events.off(submit, handler);
events.off(types);
events.off(['app.record.create.show', known], handler);
events.off();

export async function test(): Promise<FireResult> {
  const { event, cancelled, by, error, errors, thrown, warnings } = await shim.fire(
    'app.record.create.submit',
    { appId: 5, record: { Total: { type: 'NUMBER', value: '1' } } },
  );
  const type: 'app.record.create.submit' = event.type;
  const code: EventWarningCode | undefined = warnings[0]?.code;
  console.log(
    event.record.Total.value,
    cancelled,
    by === 'false',
    error?.length,
    errors.Total,
    thrown?.message,
  );
  console.log(type, code, warnings[0]?.message, nothing, gone);
  const bare = await shim.fire('portal.show');
  return by === 'thrown' ? bare : shim.fire(known, {});
}
