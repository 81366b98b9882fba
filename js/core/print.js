import { masked } from './mask/mask.js';
import { writeLine } from './platform.js';

/** For people, where kintone itself would be silent (P13) or the journal alone would know (warnings): logs are kept, and read by many. */
export const printLine = (text) => writeLine(masked(text));
