import { clearTimer, now, setTimer } from '../core/platform.js';

const closed = () => Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' });

/** A connection: it carries one request and its answer after the other, and rests between them. */
export class Connection {
  /** Addresses of the host that it did not need. */
  untried;
  #socket;
  #turn;
  #onIdleEnd;
  #timer;
  #restsUntil = 0;
  #isOver = false;

  /**
   * @param {import('node:net').Socket} socket connected
   * @param {string[]} untried
   */
  constructor(socket, untried) {
    this.#socket = socket;
    this.untried = untried;
    socket.on('data', (chunk) => {
      // Nobody asked for it.
      if (this.#turn) this.#turn.received(chunk);
      else this.close();
    });
    socket.on('end', () => this.#end((turn) => turn.ended(closed())));
    socket.on('error', (error) => this.#end((turn) => turn.broken(error)));
    socket.on('close', () => this.#end((turn) => turn.broken(closed())));
  }

  #end(tell) {
    if (this.#isOver) return;
    const turn = this.#turn;
    this.close();
    if (turn) tell(turn);
  }

  /** Whether it can be used, as far as it is known: what came while the event loop was busy is not. */
  get isAlive() {
    return !this.#isOver && now() < this.#restsUntil;
  }

  /** Gives it to a request, whose turn hears `received`, and where it comes to its end `ended` or `broken`, and why. */
  carry(turn) {
    this.#turn = turn;
    this.#socket.ref();
    return this.#socket;
  }

  /** Without a request, for so many milliseconds; then it ends. An end is told. */
  rest(milliseconds, onEnd) {
    this.#turn = undefined;
    this.#onIdleEnd = onEnd;
    this.#restsUntil = now() + milliseconds;
    this.#timer = setTimer(() => this.close(), milliseconds);
    this.#timer.unref();
    // It keeps no process alive.
    this.#socket.unref();
    this.#socket.resume();
  }

  /** No rest any more. */
  wake() {
    clearTimer(this.#timer);
    this.#onIdleEnd = undefined;
  }

  close() {
    this.#isOver = true;
    clearTimer(this.#timer);
    this.#turn = undefined;
    this.#onIdleEnd?.();
    this.#onIdleEnd = undefined;
    this.#socket.destroy();
  }
}

/** Connections that rest, by the origin that they lead to. */
export class Pool {
  #resting = new Map();
  #isClosed = false;

  /** The one that came to rest last: nothing where there is none. */
  take(origin) {
    const list = this.#resting.get(origin);
    const connection = list?.at(-1);
    if (connection) {
      list.pop();
      connection.wake();
    }
    return connection;
  }

  /** Keeps it for so many milliseconds. */
  keep(origin, connection, milliseconds) {
    if (this.#isClosed || milliseconds === 0) {
      connection.close();
      return;
    }
    const list = this.#resting.get(origin) ?? [];
    this.#resting.set(origin, list);
    list.push(connection);
    connection.rest(milliseconds, () => {
      list.splice(list.indexOf(connection), 1);
      if (list.length === 0) this.#resting.delete(origin);
    });
  }

  close() {
    this.#isClosed = true;
    for (const connection of [...this.#resting.values()].flat()) connection.close();
  }
}
