import { Mask } from '../core/mask/mask.js';
import { runSoon } from '../core/platform.js';

/** An async function's Promise is nobody else's. Of any other who knows, and whoever listens to one has handled its rejection. */
const isAsync = (callback) => Object.prototype.toString.call(callback) === '[object AsyncFunction]';

/** What runs of a shim: calls until they have ended, or their callback begins, and callbacks. */
export class Activity {
  #calls = new Set();
  #callbacks = 0;
  #waiting = [];
  #clock;
  #fault;

  /**
   * @param {import('../core/clock.js').Clock} clock
   * @param {(lines: string) => Error} fault What `settled` rejects with where `advance` alone helps.
   */
  constructor(clock, fault) {
    this.#clock = clock;
    this.#fault = fault;
    clock.whenDelayed = () => this.#change();
  }

  #change() {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** @param {{ api: string, method: string, url: string }} call */
  begin(call) {
    this.#calls.add(call);
  }

  end(call) {
    this.#calls.delete(call);
    this.#change();
  }

  /** Runs the callback in which a call ends. What it throws is the platform's (P30). */
  run(call, callback, args) {
    this.#calls.delete(call);
    this.#callbacks += 1;
    const end = () => {
      this.#callbacks -= 1;
      this.#change();
    };
    let promise;
    try {
      const returned = callback(...args);
      if (isAsync(callback)) promise = returned;
    } finally {
      if (!promise) end();
    }
    promise?.then(end, (error) => {
      end();
      throw error;
    });
  }

  /** Calls that are on their way: `api`, `method` and `url` of each, in turn. */
  pending() {
    return [...this.#calls].flatMap(({ api, method, url }) => [api, method, url]);
  }

  /** Resolves when nothing runs. */
  async settled() {
    for (;;) {
      // What is due comes first: code that waited for an answer, and callbacks.
      await new Promise((resolve) => {
        runSoon(resolve);
      });
      const { size } = this.#calls;
      if (size + this.#callbacks === 0) return;
      if (size > 0 && this.#clock.standing === size) {
        const lines = [...this.#calls].map(
          ({ api, method, url }) => `\n- ${api} ${method} ${new Mask().url(url)}`,
        );
        throw this.#fault(lines.join(''));
      }
      await new Promise((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  /** Forgets the calls: those that a reset has ended are no business of what comes after it. */
  clear() {
    this.#calls.clear();
    this.#change();
  }
}
