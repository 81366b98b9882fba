/** What Emscripten makes of wasm/bindings: a module is instantiated by the compiled Wasm that js/core/module.js gives it. */
declare module 'kintone-core/kintone.mjs' {
  export default function createCore(options: object): any;
}

/** The bytes of the Wasm, inlined by the build: in base64, in the script of pages as they are. */
declare module 'kintone-core/kintone.wasm' {
  const wasm: string | Uint8Array<ArrayBuffer>;
  export default wasm;
}
