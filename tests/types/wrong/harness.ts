// Options and members of the shim that do not exist, and wrong values of those that do.
import { createShim, createshim } from 'kintone-shim'; // TS2724
import { shim, kintone } from 'kintone-shim/auto'; // TS2305
import {} from 'kintone-shim/kintone'; // TS2307

createShim('https://example.kintone.com'); // TS2559
createShim({ timeout: 1000 }); // TS2353
createShim({ origin: new URL('https://example.kintone.com') }); // TS2322
createShim({ locale: 'fr' }); // TS2322
createShim({ network: 'online' }); // TS2322
createShim({ network: [/api/] }); // TS2322
createShim({ fetch: 'fetch' }); // TS2322
createShim({ seed: null }); // TS2322
createShim({ limits: { timeout: '30 s' } }); // TS2322
createShim({ limits: { body: 1 } }); // TS2353
createShim({ redirect: 'error' }); // TS2322
createShim({ promiseWhen: 'never' }); // TS2322
createShim({ unresolvedHost: 'throw' }); // TS2322
createShim({ binaryResponse: true }); // TS2322
createShim({ emptyObjectBody: '{}' }); // TS2322
createShim({ ca: [1] }); // TS2322
createShim({ clock: 'slow' }); // TS2322
createShim({ users: ['alice'] }); // TS2322
createShim({ users: { alice: { login: 'alice' } } }); // TS2353
createShim({ apiTokens: 'token' }); // TS2322
createShim({ guestSpaces: 7 }); // TS2322
createShim({ apps: { 5: { fields: ['Files'] } } }); // TS2322
createShim({ session: 1 }); // TS2322
shim.handle('/k/v1/file.json'); // TS2345
shim.files[0]?.bytes; // TS2339
shim.files = []; // TS2540
shim.records[0]?.fields; // TS2339
shim.diskUsage = 0; // TS2540
shim.advance('1 day'); // TS2345
shim.install('window'); // TS2345
shim.install().restore(); // TS2339
shim.journal.calls({ status: 200 }); // TS2353
shim.journal.calls({ api: 'kintone.api' }); // TS2322
shim.journal.calls((entry) => entry.state === 'done'); // TS2367
shim.journal.calls()[0]?.body; // TS2339
shim.close(); // TS2339
kintone.proxy('https://a/', 'GET', {}, {});
createshim();
shim.journal.waitFor({ methd: 'POST' }); // TS2353
shim.journal.waitFor({}, { timeout: '1 s' }); // TS2322
for (const entry of shim.journal.calls()) {
  entry.url = 'changed'; // TS2540
  entry.response!.headers['X-A'] = 'changed'; // TS2542
  entry.request.body; // TS2339
}
