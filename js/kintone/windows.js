import { ownOf } from '../core/own-members.js';

/** The windows in which a shim's kintone is the global one. */
export class Windows {
  /** @type {any[]} */
  #all = [];

  /**
   * @param {object} target A window, or what stands for one.
   * @param {object} kintone
   * @returns {() => void} Puts back what was there, unless somebody else has put something by then.
   */
  install(target, kintone) {
    const before = Object.getOwnPropertyDescriptor(target, 'kintone');
    const members = { value: kintone, configurable: true, enumerable: true, writable: true };
    Object.defineProperty(target, 'kintone', ownOf(members));
    this.#all.push(target);
    let isInstalled = true;
    return () => {
      if (!isInstalled) return;
      isInstalled = false;
      this.#all.splice(this.#all.lastIndexOf(target), 1);
      if (target.kintone !== kintone) return;
      if (before) Object.defineProperty(target, 'kintone', ownOf(before));
      else delete target.kintone;
    };
  }

  /** The last first. */
  installed() {
    return this.#all.toReversed();
  }

  /** A member of the window that was installed last of those that have it; else the platform's own. */
  member(name) {
    return (this.#all.findLast((each) => each[name]) ?? globalThis)[name];
  }
}
