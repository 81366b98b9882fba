/**
 * The C++ core, compiled and instantiated at once, when this module is loaded: `kintone.proxy` is never called before it
 * is there. The only importer of Emscripten's glue, and the one place where JavaScript enters C++ (guard.js).
 */
import createModule from 'kintone-core/kintone.mjs';
// Its bytes, in base64 but in the script of pages: scripts/build.mjs puts them here.
import wasm from 'kintone-core/kintone.wasm';
import { guardEntries } from './guard.js';
import { decodeBase64, TextDecoder, TextEncoder } from './platform.js';

// Not within the glue, which would keep to itself why a page's policy forbids it.
const compiled = new WebAssembly.Module(typeof wasm === 'string' ? decodeBase64(wasm) : wasm);

const encoder = new TextEncoder();
// A byte order mark is a character like any other.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const core = {
  instantiateWasm(imports, receive) {
    const instance = new WebAssembly.Instance(compiled, imports);
    receive(instance);
    return instance.exports;
  },
  // The glue would look beside the script for a file that is not needed.
  locateFile: (name) => name,
  /** How texts cross, see wasm/bindings/text.js: the bytes that were written. */
  encodeInto: (text, bytes) => encoder.encodeInto(text, bytes).written,
  decode: (bytes) => decoder.decode(bytes),
};
const given = Object.keys(core);
// The glue fills in the object that it is given, synchronously, since the instance is.
createModule(core);

/**
 * What the core says of itself: characters of a request's `head`, one beyond does not cross; of a `crossing` at all, and the message of
 * one with more; where its `window` is; the whole names of what pageMember() knows, such as `kintone.app.getQuery`.
 * @type {{ head: number, crossing: number, memoryFault: string, window: { address: number, length: number }, pageMembers: string[] }}
 */
const constants = JSON.parse(core.constants());
guardEntries(core, given, constants);

export { constants, core };
