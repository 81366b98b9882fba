import { createShim } from 'kintone-shim';

createShim();
