// What the events of kintone have not, and do not take.
import { createShim, type EventOf } from 'kintone-shim';

const shim = createShim();
const { events } = shim.kintone;

events.on('app.record.edit.submit', (event) => event.nonsense.foo); // TS2339
events.on('app.record.edit.submit', (event) => event.reuse); // TS2339
events.on('app.record.create.submit', (event) => event.recordId); // TS2551
events.on('app.record.detail.process.proceed', (event) => event.appId); // TS2339
events.on('app.record.edit.submit', (event) => event.changes); // TS2339
events.on('app.record.edit.submit', (event) => (event.url = '/k/')); // TS2339
events.on('app.record.detail.show', (event) => (event.error = 'no')); // TS2339
events.on('mobile.app.record.detail.delete.submit', (event) => (event.error = 'no')); // TS2339
events.on('app.record.edit.submit', (event) => (event.error = 1)); // TS2322
events.on('app.record.edit.submit', ({ recordId }) => recordId.length); // TS2339
events.on('app.record.edit.submit.success', ({ recordId }) => recordId.toFixed()); // TS2551
events.on('mobile.app.record.edit.submit.success', ({ appId }) => appId.toFixed()); // TS2551
events.on('app.record.index.show', (event) => event.record); // TS2551
// Null where its user may not view the record.
events.on('app.record.edit.submit.success', ({ record }) => record.A.value); // TS18047
// Of a calendar the records are by their days.
events.on('app.record.index.show', (event) => event.records.map(String)); // TS2349
events.on(['app.record.edit.show', 'app.record.create.show'], (event) => event.recordId); // TS2551
events.on('app.record.edit.change.A', ({ changes }) => changes.row.id); // TS18047
events.on('portal.show', (event) => event.appId); // TS2339
events.on('app.record.edit.submit', (event: { reuse: boolean }) => event); // TS2345
events.on('portal.show', (event: { record: { A: { value: string } } }) => event); // TS2345
events.on('app.record.edit.submit', (event: EventOf<'app.record.edit.show'>) => event); // TS2345
type Fields = { A: { value: string } };
events.on<'app.record.edit.show', Fields>('app.record.edit.show', ({ record }) => record.B); // TS2339

shim.fire('app.record.edit.submit', { appId: '5' }); // TS2322
shim.fire('app.record.edit.submit', { recrod: {} }); // TS2561
shim.fire('app.record.edit.submit').then(({ event }) => event.reuse); // TS2339
shim.open('app.record.edit').then(({ event }) => event.nonsense); // TS2339
shim.open('app.record.detail').then(({ event }) => event.type === 'app.record.edit.show'); // TS2367
shim.open('app.report').then(({ event }) => event.appId); // TS18048
