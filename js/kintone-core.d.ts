/** What Emscripten makes of wasm/bindings: a module is instantiated by the compiled Wasm that js/core/module.js gives it. */
declare module 'kintone-core/kintone.mjs' {
  export default function createCore(options: object): any;
}

/** The bytes of the Wasm in base64, inlined by the build. */
declare module 'kintone-core/kintone.wasm' {
  const base64: string;
  export default wasm;
}
