import { runSoon } from '../core/platform.js';

/** The one timer of a call (P18), and the delay of its route. How long either is, the core and the test say. */
export class TimeLimit {
  #clock;
  #expire;
  #stop = () => {};
  #stopDelay = () => {};
  #isDelayed = false;
  /** Since the request began. */
  isStarted = false;
  /** A route's answer is there: what is due comes first. */
  isArriving = false;

  /**
   * @param {import('../core/clock.js').Clock} clock
   * @param {() => void} expire
   */
  constructor(clock, expire) {
    this.#clock = clock;
    this.#expire = expire;
  }

  /** A request begins. */
  begin() {
    this.isStarted = false;
    this.isArriving = false;
  }

  /** Anew; with 0 milliseconds it stays as it is. */
  start(milliseconds) {
    if (milliseconds === 0) return;
    this.isStarted = true;
    this.#stop();
    this.#stop = this.#clock.start(milliseconds, () => this.#isUp());
  }

  #isUp() {
    if (!this.#clock.isManual || this.#isDelayed) {
      this.#expire();
      return;
    }
    // `advance` is over before a route can answer, and an answer takes none of its time.
    runSoon(() => {
      if (!this.isArriving) this.#expire();
    });
  }

  delay(milliseconds) {
    this.#isDelayed = milliseconds > 0;
    if (!this.#isDelayed) return undefined;
    return new Promise((resolve) => {
      this.#stopDelay = this.#clock.delay(milliseconds, () => {
        this.#isDelayed = false;
        resolve();
      });
    });
  }

  stop() {
    this.#stop();
    this.#stopDelay();
  }
}
