// What screens and kintone's members on them refuse.
import { createShim } from 'kintone-shim';

const shim = createShim();
const { app, mobile, getLoginUser, ...kintone } = shim.kintone;

shim.open(); // TS2554
shim.open('app.record'); // TS2769
shim.open('app.record.edit', { record: 1 }); // TS2769
shim.open('app.record.edit', { app: {} }); // TS2769
shim.open('app.record.index', { view: null }); // TS2769
shim.open('app.record.index').then((page) => page.submit()); // TS2339
shim.open('app.record.edit').then((page) => page.save()); // TS2339
shim.open('app.report').then((page) => page.change('A', 1)); // TS2339
shim.open('app.record.edit').then((page) => (page.record = {})); // TS2540
shim.open('app.record.edit').then((page) => page.change('A')); // TS2554
shim.open('app.record.edit').then((page) => page.change('A', 1, { row: '0' })); // TS2322
shim.open('app.record.edit').then((page) => page.addRow()); // TS2554
shim.open('app.record.edit').then((page) => page.removeRow('Table')); // TS2554
shim.open('app.record.detail').then((page) => page.proceed()); // TS2554
shim.open('app.record.detail').then((page) => page.proceed('Start', 'alice')); // TS2559
shim.open('app.record.create').then((page) => page.submit().then(({ id }) => id.length)); // TS18047
shim.open('app.record.create').then((page) => page.submit().then(({ by }) => by === 'cancelled')); // TS2367
shim.open('app.record.index').then((page) => page.edit({ id: 1 })); // TS2345
shim.open('app.record.index').then((page) => page.record.Item); // TS18048
shim.screen.type = 'portal'; // TS2540
shim.navigation.push('/k/'); // TS2339

shim.dialogs.answer('YES'); // TS2345
kintone.showConfirmDialog(); // TS2554
kintone.showConfirmDialog('Save?'); // TS2559
kintone.showNotification('GOOD', 'Saved'); // TS2345
kintone.showLoading(true); // TS2345
kintone.getUiVersion() === 3; // TS2367

app.record.setFieldShown('Item'); // TS2554
app.record.setFieldShown('Item', 1); // TS2345
app.record.getFieldElement(); // TS2554
app.record.getFieldElement('Item').append('a'); // TS2531
mobile.app.getHeaderMenuSpaceElement(); // TS2551
app.record.get().record; // TS2531
app.record.set({}); // TS2345
app.getId().toFixed(); // TS2531
app.getQuery('A'); // TS2554
getLoginUser().password; // TS2339

app.showAddRecordButton('SHOWN'); // TS2345
app.showDescription('HIDDEN'); // TS2345
mobile.app.showAppSettingsButton('HIDDEN'); // TS2551
app.record.showSideBar('HIDDEN'); // TS2345
app.record.setFieldStyle('Item', { color: 'red' }); // TS2353
app.getView().then((view) => view.filterCond); // TS18047
