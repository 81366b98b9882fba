// What kintone.events and shim.fire refuse.
import { createShim } from 'kintone-shim';

const shim = createShim();
const { events } = shim.kintone;

events.on('app.record.edit.submit'); // TS2554
events.on(1, () => {}); // TS2345
events.on('app.record.edit.submit', 'handler'); // TS2345
events.on(['app.record.edit.submit', 1], () => {}); // TS2322
// A Promise of a change is an error.
events.on('app.record.edit.change.A', async (event) => event); // TS2322
events.on(['app.record.edit.submit', 'mobile.app.record.create.change.A'], async () => {}); // TS2345
events.on('app.record.index.edit.submit.success', () => Promise.resolve()); // TS2322
events.off('app.record.edit.submit', 1); // TS2345
events.off(1); // TS2345

shim.fire(); // TS2554
shim.fire(['portal.show']); // TS2345
shim.fire('portal.show', 1); // TS2345
shim.fire('portal.show').cancelled; // TS2339
shim.fire('portal.show').then(({ by }) => by === 'null'); // TS2367
shim.fire('portal.show').then((result) => (result.cancelled = true)); // TS2540
