import { core } from './module.js';

/** Where the window stands in the core's memory: four numbers that tell of its bytes, and behind them room for those. */
const address = core.windowAddress();
const toldCount = 4;
const toldLength = toldCount * Uint32Array.BYTES_PER_ELEMENT;

/** Bytes that the window has room for. */
export const room = core.windowLength();

let views;

/**
 * Views on the window, to be asked for each time: memory that grows takes its old ones away.
 * @returns {{ told: Uint32Array, bytes: Uint8Array }}
 */
export function windowViews() {
  if (views?.bytes.length !== room) {
    const { buffer } = core.HEAPU8;
    views = {
      told: new Uint32Array(buffer, address, toldCount),
      bytes: new Uint8Array(buffer, address + toldLength, room),
    };
  }
  return views;
}
