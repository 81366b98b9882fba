// What `data` may be: text, or anything that has JSON text; GET and DELETE ignore it.
import { createShim } from 'kintone-shim';

interface Order {
  item: string;
  lines: { count: number }[];
}

class Invoice {
  #total = 0;
  toJSON(): { total: number } {
    return { total: this.#total };
  }
}

declare const order: Order;
declare const anything: any;
declare const methodOfTheConfig: string;
declare const oneOfTwo: 'POST' | 'PUT';

const { kintone } = createShim();
const url = 'https://api.example.com/orders';

kintone.proxy(url, 'POST', {}, 'a=1&b=2');
kintone.proxy(url, 'POST', {}, '');
kintone.proxy(url, 'PUT', {}, {});
kintone.proxy(url, 'PUT', {}, { slice: 1, size: 2, then: 3 });
kintone.proxy(url, 'PUT', {}, [1, 'two', { three: null }]);
kintone.proxy(url, 'PUT', {}, order);
kintone.proxy(url, 'PUT', {}, [order] as const);
kintone.proxy(url, 'PUT', {}, new Invoice());
kintone.proxy(url, 'PUT', {}, new Date());
kintone.proxy(url, 'PUT', anything, anything);
kintone.proxy(url, methodOfTheConfig, {}, order);
kintone.proxy(url, oneOfTwo, {}, order);
kintone.proxy(url, 'GET', {}, null);
kintone.proxy(url, 'GET', {}, 1);
kintone.proxy(url, 'DELETE', {}, { ignored: true });
kintone.proxy(url, 'DELETE', {}, new Blob([]));
