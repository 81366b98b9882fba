import observing from './observe.cjs';

console.log(JSON.stringify(await observing.observe(() => import('kintone-shim'))));
