/** The windows in which a shim is the global kintone. */
import { ownOf } from '../core/told.js';

/** @param {() => object} kintoneOf */
export function createWindows(kintoneOf) {
  const windows = [];
  return {
    /** The last first. */
    installed: () => windows.toReversed(),
    /** What the last one that has the member has there, or the global object. */
    of: (name) => (windows.findLast((each) => each[name]) ?? globalThis)[name],

    /** @returns {() => void} What restores the window as it was. */
    install(target) {
      const kintone = kintoneOf();
      const before = Object.getOwnPropertyDescriptor(target, 'kintone');
      const members = { value: kintone, configurable: true, enumerable: true, writable: true };
      Object.defineProperty(target, 'kintone', ownOf(members));
      windows.push(target);
      let isInstalled = true;
      return () => {
        if (!isInstalled) return;
        isInstalled = false;
        windows.splice(windows.lastIndexOf(target), 1);
        // Somebody else's by now.
        if (target.kintone !== kintone) return;
        if (before) Object.defineProperty(target, 'kintone', ownOf(before));
        else delete target.kintone;
      };
    },
  };
}
