// Routes that say what cannot be.
import { createShim } from 'kintone-shim';

const { rest, upstream } = createShim();
const route = upstream.get('https://a.example/');

upstream.get(); // TS2554
upstream.get(5); // TS2345
upstream.patch('https://a.example/'); // TS2339
upstream.intercept({ metod: 'GET' }); // TS2561
upstream.intercept({ method: 'PATCH' }); // TS2322
upstream.intercept({ headers: { a: 1 } }); // TS2322
upstream.intercept({ query: ['a'] }); // TS2322
route.reply('200'); // TS2769
route.reply(200, 5); // TS2345
route.reply(200, null); // TS2345
route.reply(200, '', { a: 1 }); // TS2322
route.reply(() => 'text'); // TS2769
route.fail('slow'); // TS2345
rest.get('/k/v1/record.json').fail('reset'); // TS2345
rest.get(/record/); // TS2345
route.times(1); // TS2339
route.reply(200).times('1'); // TS2345
route.reply(200).delay('1 s'); // TS2345
upstream.at(); // TS2554
upstream.at(/a/); // TS2345
upstream.at('https://a.example').get(/a/); // TS2345
upstream.at('https://a.example').intercept({}); // TS2345
upstream.at('https://a.example').at('/a'); // TS2339
upstream.at('https://a.example').pending(); // TS2339
route.calls.push(route.calls[0]); // TS2339
route.calls = []; // TS2540
