/** Where a shim keeps what the package's other parts use: by this alone one of either of the package's two builds is known. */
export const internals = Symbol.for('kintone-shim.internals');
