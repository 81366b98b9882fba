// Options and members of the server that do not exist, and wrong values of those that do.
import { createShim } from 'kintone-shim';
import { requestListener, serve, listen } from 'kintone-shim/server'; // TS2305

const shim = createShim();
serve({ port: '8000' }); // TS2322
serve({ host: 127 }); // TS2322
serve({ root: ['public'] }); // TS2322
serve({ shim: {} }); // TS2740
serve({ inject: 'yes' }); // TS2322
serve({ relay: 1 }); // TS2322
serve({ log: true }); // TS2322
serve({ folder: '.' }); // TS2353
serve('public'); // TS2559
serve().url; // TS2339
requestListener(); // TS2554
requestListener({ kintone: shim.kintone }); // TS2345
requestListener(shim, { root: '.' }); // TS2353
requestListener(shim).close(); // TS2339
listen();
