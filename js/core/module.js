/**
 * The C++ core, compiled and instantiated at once, when this module is loaded: `kintone.proxy` is never called before it
 * is there. The only importer of Emscripten's glue.
 */
import createModule from 'kintone-core/kintone.mjs';
import wasm from 'kintone-core/kintone.wasm';
import { decodeBase64 } from './platform.js';

const core = {
  instantiateWasm(imports, receive) {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(decodeBase64(wasm)), imports);
    receive(instance);
    return instance.exports;
  },
  // The glue would look beside the script for a file that is not needed.
  locateFile: (name) => name,
};
// The glue fills in the object that it is given, synchronously, since the instance is.
createModule(core);

export { core };
