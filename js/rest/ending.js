/**
 * What ends a request before its time: its signal, the call that it is of, `shim.reset()`, `shim.dispose()`. Whatever it waits for then,
 * which may never come, it waits no longer.
 */
export class Ending {
  #signal;
  #forget;
  #follow;
  #actions = [];
  /** @type {(reason: unknown) => void} */
  #fail = () => {};
  isOver = false;
  /** What was said of the end. */
  reason;

  /**
   * @param {AbortSignal | undefined} signal Of any realm.
   * @param {() => void} forget Called by `release`.
   */
  constructor(signal, forget) {
    this.#signal = signal;
    this.#forget = forget;
    this.#follow = () => this.end(signal.reason);
    signal?.addEventListener?.('abort', this.#follow);
  }

  /** @param {unknown} [reason] By default as a platform's fetch is aborted. */
  end(reason = AbortSignal.abort().reason) {
    if (this.isOver) return;
    this.isOver = true;
    this.reason = reason;
    for (const action of this.#actions) action();
    this.#fail(reason);
  }

  /** Runs `action` at the end, at once. */
  onEnd(action) {
    if (this.isOver) action();
    else this.#actions.push(action);
  }

  throwIfOver() {
    if (this.isOver) throw this.reason;
  }

  /** What `promise` gives, or the end where that comes first. One at a time. */
  wait(promise) {
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      if (this.isOver) reject(this.reason);
      Promise.resolve(promise).then(resolve, reject);
    });
  }

  /**
   * The chunks of a body, until the end.
   * @param {AsyncIterable<Uint8Array> | Iterable<Uint8Array>} body
   */
  async *chunksOf(body) {
    const chunks = (body[Symbol.asyncIterator] ?? body[Symbol.iterator]).call(body);
    let isWhole = false;
    try {
      for (;;) {
        this.throwIfOver();
        const { value, done } = await this.wait(chunks.next());
        isWhole = done;
        if (done) return;
        this.throwIfOver();
        yield value;
      }
    } finally {
      if (!isWhole) this.#leave(chunks);
    }
  }

  /** Not awaited: a generator that waits itself returns when it is done with that. */
  async #leave(chunks) {
    try {
      await chunks.return?.();
    } catch {
      // Nobody wants more of it.
    }
  }

  /** Nothing is left to end. */
  release() {
    this.#forget();
    this.#signal?.removeEventListener?.('abort', this.#follow);
  }
}
