import { clearTimer, setTimer } from './platform.js';

/**
 * The timers of a shim's calls, all of them: they run by the platform's time, or with the option `clock: 'manual'` by what
 * `advance` adds. Fake timers hold back neither.
 */
export class Clock {
  #now = 0;
  #timers = new Set();
  #delays = 0;
  /** Told when a delay begins. */
  whenDelayed = () => {};

  /** @param {boolean} isManual It stands still but for `advance`. */
  constructor(isManual) {
    this.isManual = isManual;
  }

  /**
   * @param {number} milliseconds
   * @param {() => void} run Once, when they are over.
   * @returns {() => void} Takes the timer back.
   */
  start(milliseconds, run) {
    if (!this.isManual) {
      const timer = setTimer(run, milliseconds);
      return () => clearTimer(timer);
    }
    const timer = { due: this.#now + milliseconds, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** The same for the delay of a route. */
  delay(milliseconds, run) {
    let isOver = false;
    const end = () => {
      if (!isOver) this.#delays -= 1;
      isOver = true;
    };
    this.#delays += 1;
    const stop = this.start(milliseconds, () => {
      end();
      run();
    });
    this.whenDelayed();
    return () => {
      stop();
      end();
    };
  }

  /** How many delays `advance` alone can end. */
  get standing() {
    return this.isManual ? this.#delays : 0;
  }

  /** Runs what is due by then, the earliest first. */
  advance(milliseconds) {
    this.#now += milliseconds;
    const due = [...this.#timers].filter((timer) => timer.due <= this.#now).sort((a, b) => a.due - b.due);
    for (const timer of due) if (this.#timers.delete(timer)) timer.run();
  }
}
