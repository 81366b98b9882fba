import { joined } from '../core/bytes.js';
import { builtinModule, runSoon } from '../core/platform.js';
import { Decoder } from './decode.js';
import { Connection } from './pool.js';

/** Resolves when the socket has passed the bytes on, or is closed. */
const written = (socket, bytes) => new Promise((resolve) => socket.write(bytes, resolve));

/** One request and its answer on a connection, and what the call is told of them. */
export class Turn {
  #outside;
  #request;
  #body;
  #call;
  #stopConnecting;
  #connection;
  #socket;
  #isReused = false;
  #isSent = false;
  #hasBegun = false;
  #decoder;
  #isDecoded = true;
  #isOver = false;
  #fault;
  #decodeFault;
  #isStopped = false;

  /**
   * @param {{ pool: import('./pool.js').Pool, connector: import('./connect.js').Connector }} outside
   * @param {{ origin: string, host: string, port: string }} request
   * @param {{ text?: string, length: number, slices?: () => AsyncIterable<Uint8Array> }} body A text of so many bytes, or slices.
   * @param {import('../call/call.js').Call} call
   */
  constructor(outside, request, body, call) {
    this.#outside = outside;
    this.#request = request;
    this.#body = body;
    this.#call = call;
  }

  start() {
    const connection = this.#outside.pool.take(this.#request.origin);
    if (!connection) {
      this.#connect();
      return;
    }
    this.#connection = connection;
    // Its end may have come while the event loop was busy. All that came is seen once the loop has gone round: this turn may be the
    // rest of one.
    runSoon(() =>
      runSoon(() => {
        if (this.#isStopped) return;
        this.#isReused = connection.isAlive;
        if (connection.isAlive) this.#send(connection);
        else {
          connection.close();
          this.start();
        }
      }),
    );
  }

  #connect(addresses) {
    this.#connection = undefined;
    this.#isReused = false;
    const connected = (error, socket, untried) => {
      if (error) this.#call.failed(error);
      else this.#send(new Connection(socket, untried));
    };
    this.#stopConnecting = this.#outside.connector.connect(this.#request, connected, addresses);
  }

  #send(connection) {
    this.#connection = connection;
    const socket = connection.carry(this);
    this.#socket = socket;
    const { text, length, slices } = this.#body;
    const head = this.#call.requestHead(length, !slices);
    if (slices) {
      socket.write(head, 'latin1');
      this.#sendSlices(socket, slices());
      return;
    }
    const bytes = builtinModule('node:buffer').Buffer.allocUnsafe(head.length + length);
    bytes.latin1Write(head, 0);
    if (length > 0) bytes.utf8Write(text, head.length);
    socket.write(bytes);
    this.#isSent = true;
  }

  async #sendSlices(socket, slices) {
    try {
      for await (const bytes of slices) {
        if (this.#isStopped || socket !== this.#socket) return;
        await written(socket, bytes);
        this.#call.sent(false);
      }
    } catch (error) {
      if (socket === this.#socket) this.#call.uploadFailed(error);
      return;
    }
    if (this.#isStopped || socket !== this.#socket) return;
    this.#isSent = true;
    this.#call.sent(true);
  }

  /** Some bytes of the answer. */
  received(chunk) {
    this.#hasBegun = true;
    const pieces = [];
    for (let at = 0; ;) {
      const read = this.#call.read(chunk, at, (bytes) => pieces.push(bytes));
      at = read.at;
      if (this.#isStopped || (read.step && !this.#takeHead(read.step))) return;
      if (read.next === 'more' && at < chunk.length) continue;
      this.#deliver(pieces);
      if (this.#isStopped) return;
      if (read.next === 'ended') this.#end(at === chunk.length ? read.rest : 0);
      else if (read.next === 'failed') this.#fail(() => this.#call.misread());
      return;
    }
  }

  #takeHead({ next, codings }) {
    if (next !== 'body') return false;
    if (codings.length > 0) {
      this.#isDecoded = false;
      this.#decoder = new Decoder(codings, {
        chunk: (bytes) => this.#call.chunk(bytes),
        end: () => this.#decoded(),
        failed: (error) => this.#decoded(error),
        drained: () => this.#socket?.resume(),
      });
    }
    return true;
  }

  #deliver(pieces) {
    if (pieces.length === 0 || this.#decodeFault) return;
    const bytes = pieces.length === 1 ? pieces[0] : joined(pieces);
    if (!this.#decoder) this.#call.take(bytes);
    else if (!this.#decoder.write(bytes)) this.#socket.pause();
  }

  #decoded(error) {
    if (this.#isDecoded) return;
    this.#isDecoded = true;
    this.#decodeFault = error;
    this.#socket?.resume();
    this.#finish();
  }

  /** The message is whole. `rest`: milliseconds for which its connection may be kept, where nothing is left of what was received. */
  #end(rest) {
    const connection = this.#connection;
    this.#leave();
    this.#outside.pool.keep(this.#request.origin, connection, this.#isSent ? rest : 0);
    this.#finishMessage();
  }

  /** The connection is nobody's business any more. */
  #leave() {
    this.#connection = undefined;
    this.#socket = undefined;
  }

  /** The message is not whole, or breaks a rule. */
  #fail(fault) {
    this.#fault = fault;
    this.#connection?.close();
    this.#leave();
    this.#finishMessage();
  }

  #finishMessage() {
    this.#isOver = true;
    if (this.#decoder && !this.#isDecoded) this.#decoder.end();
    else this.#finish();
  }

  /**
   * A compressed stream may end before the message does, and be looked at after it: what decides is not which of them was seen
   * first. The call ends when both are over: with what is wrong with the message, else with what is wrong with the stream (P28).
   */
  #finish() {
    if (!this.#isOver || !this.#isDecoded || this.#isStopped) return;
    if (this.#fault) this.#fault();
    else if (this.#decodeFault) this.#call.failed(this.#decodeFault);
    else this.#call.end();
  }

  /** The other end has closed the connection. */
  ended(error) {
    if (this.#call.closed() !== 'whole') this.broken(error);
    else {
      this.#leave();
      this.#finishMessage();
    }
  }

  /** The connection has failed. */
  broken(error) {
    const { untried } = this.#connection;
    this.#leave();
    if (this.#isReused && this.#call.closed() === 'repeatable') this.#connect();
    // A server that refused the connection has received nothing of the request: the next address is tried.
    else if (error.code === 'ECONNREFUSED' && !this.#hasBegun && untried.length > 0) this.#connect(untried);
    else this.#fail(() => this.#call.failed(error));
  }

  /** Nothing more is told; a connection in use is closed. */
  stop() {
    this.#isStopped = true;
    this.#stopConnecting?.();
    this.#decoder?.destroy();
    this.#connection?.close();
    this.#leave();
  }
}
