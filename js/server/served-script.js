import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

let text;

/** What a page loads as `/_shim/kintone.js`: the script of the package, which connects the page at once. */
export function servedScript() {
  text ??= `${readFileSync(createRequire(import.meta.url).resolve('./kintone-shim.js'), 'utf8')}\nkintoneShim.connect();\n`;
  return text;
}
