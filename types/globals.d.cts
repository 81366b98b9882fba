// The CommonJS twin: the same global, reached by require().
/// <reference path="./globals.d.ts" />
export {};
