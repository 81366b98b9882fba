import { createShim } from 'kintone-shim';

const { proxy } = createShim({ network: ['127.0.0.1'] }).kintone;
const url = process.argv[2];
const file = { format: 'RAW', value: new Blob(['abc']) };

proxy(`${url}/get`, 'GET', {}, {})
  .then(([first, status]) =>
    proxy
      .upload(`${url}/upload`, 'PUT', {}, file)
      .then(([second]) => console.log(`${status} ${first}, ${status} ${second}`)),
  )
  .catch(console.log);
