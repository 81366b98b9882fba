/** For `<script src>`: what a page finds as its global `kintoneShim`. */
import { createShim } from './index.js';
import { connect } from './connect-page.js';

globalThis.kintoneShim = { createShim, connect };
