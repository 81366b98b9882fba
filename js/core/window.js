import { constants, core } from './module.js';

/** Where the window stands in the core's memory: four numbers that tell of its bytes, and behind them room for those. */
const { address } = constants.window;
const numberCount = 4;
const numbersLength = numberCount * Uint32Array.BYTES_PER_ELEMENT;

/** Bytes that the window has room for. */
export const room = constants.window.length;

let views;

/**
 * Views on the window, to be asked for each time: memory that grows takes its old ones away.
 * @returns {{ numbers: Uint32Array, bytes: Uint8Array }}
 */
export function windowViews() {
  if (views?.bytes.length !== room) {
    const { buffer } = core.HEAPU8;
    views = {
      numbers: new Uint32Array(buffer, address, numberCount),
      bytes: new Uint8Array(buffer, address + numbersLength, room),
    };
  }
  return views;
}
