// Customization code written against the global `kintone` of @kintone/dts-gen, and our object in its place.
/// <reference path="../../../node_modules/@kintone/dts-gen/kintone.d.ts" />
import { createShim, type RecordPage } from 'kintone-shim';

/** What this code uses: it is handed the real one in production and ours in a test. */
type Used = typeof kintone;

export async function sendOrder(k: Used, order: object): Promise<number> {
  const resp = await k.proxy(
    'https://api.example.com/orders',
    'POST',
    { 'X-Token': k.getRequestToken() },
    order,
  );
  return resp[1];
}

export function sendFile(k: Used, file: File): kintone.Promise<string> {
  const data = { format: 'RAW', value: file };
  return k.proxy.upload('https://files.example.com/', 'POST', {}, data).then((resp) => resp[0]);
}

export function sendWithCallbacks(k: Used, done: (status: number) => void): void {
  k.proxy(
    'https://api.example.com/',
    'GET',
    {},
    {},
    (body: string) => done(body.length),
    (error: string) => done(error.length),
  );
}

export function sendBoth(k: Used): kintone.Promise<any> {
  return k.Promise.all([k.proxy('https://a.example.com/', 'GET', {}, {}), k.Promise.resolve(1)]);
}

export function register(k: Used): boolean {
  k.events.on(['app.record.create.submit', 'app.record.edit.submit'], async (event) => event);
  return k.events.off('app.record.edit.submit') && k.events.off();
}

/** As dts-gen writes the fields of an app. */
declare global {
  namespace kintone.types {
    interface OrderFields {
      Item: kintone.fieldTypes.SingleLineText;
      Quantity: kintone.fieldTypes.Number;
    }
    interface SavedOrderFields extends OrderFields {
      $id: kintone.fieldTypes.Id;
      $revision: kintone.fieldTypes.Revision;
    }
  }
}

export function ask(k: Used): string {
  const { record }: { record: kintone.types.SavedOrderFields } = k.app.record.get();
  const user: kintone.LoginUser = k.getLoginUser();
  const element: HTMLElement | null = k.app.getHeaderMenuSpaceElement() ?? k.portal.getContentSpaceElement();
  k.plugin.app.setConfig({ item: record.Item.value }, () => element?.remove());
  void k.api(k.api.url('/k/v1/record', true), 'GET', { app: k.mobile.app.getId() });
  return [user.code, k.$PLUGIN_ID, k.getUiVersion(), k.space.portal.getContentSpaceElement()?.id].join();
}

// Without an argument the global itself is used.
export const inProduction = [
  () => sendOrder(kintone, {}),
  () => sendFile(kintone, new File([], 'a.txt')),
  () => kintone.proxy('https://api.example.com/', 'GET', {}, {}).then((resp) => resp[0]),
];

const shim = createShim();
export const inTests = [
  () => sendOrder(shim.kintone, { item: 'りんご' }),
  () => sendFile(shim.kintone, new File(['a'], 'a.txt')),
  () => sendWithCallbacks(shim.kintone, () => {}),
  () => sendBoth(shim.kintone),
  () => register(shim.kintone),
  () => ask(shim.kintone),
];

// Of our own kintone too, handlers and pages have the fields that dts-gen has written.
interface SubmitEvent {
  record: kintone.types.SavedOrderFields;
}
shim.kintone.events.on(['app.record.edit.submit', 'app.record.edit.show'], (event: SubmitEvent) => {
  event.record.Item.error = event.record.Quantity.value === '' ? 'How many?' : null;
  return event;
});
shim.kintone.events.on<'app.record.edit.change.Item', kintone.types.SavedOrderFields>(
  'app.record.edit.change.Item',
  ({ record, changes }) => {
    const saved: kintone.types.SavedOrderFields = record;
    const item: kintone.fieldTypes.SingleLineText = changes.field;
    item.value = saved.$id.value;
  },
);
export const page: Promise<RecordPage<'app.record.edit', kintone.types.SavedOrderFields>> =
  shim.open('app.record.edit');

export const covered: typeof kintone = shim.kintone;
export const events: typeof kintone.events = shim.kintone.events;
export const proxy: typeof kintone.proxy = shim.kintone.proxy;
export const upload: typeof kintone.proxy.upload = shim.kintone.proxy.upload;
export const constructor: typeof kintone.Promise = shim.kintone.Promise;
export const instance: kintone.Promise<any> = shim.kintone.proxy('https://api.example.com/', 'GET', {});
shim.kintone.Promise.all([instance, shim.kintone.Promise.resolve(instance)]);
