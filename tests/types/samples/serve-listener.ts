import { createShim } from 'kintone-shim';
import { requestListener, type Inspector } from 'kintone-shim/server';

const shim = createShim();
const listener = requestListener(shim);
async function look(): Promise<void> {
  const inspector: Inspector = await listener.openInspector();
  console.log(inspector.url);
  await inspector.close();
}
void look();

const [request] = shim.journal.requests();
const reason: string | undefined = request?.reason;
const status: number | undefined = request?.status;
const sent: string =
  (request?.path ?? '') + (request?.app ?? '') + String(request?.body?.record?.Name?.value);
const updates = shim.journal.requests({
  api: 'kintone.api',
  method: 'PUT',
  url: /record/,
  path: /record\.json$/,
  app: 5,
});
const counted: number = shim.journal.requests(({ api }) => api === undefined).length + updates.length;
console.log(reason, status, sent, counted);
