import net from 'node:net';
import process from 'node:process';
import tls from 'node:tls';
import buildConnector from 'undici/lib/core/connect.js';

/** Sockets on their way to a connection, and requests that wait for one, by origin. */
export class Connecting {
  #sockets = new Map();
  #waiting = new Map();
  /**
   * The error of a connection while it is being told. Where a body ends with its connection undici takes a reset for the
   * end, and the rules do not (P28).
   */
  error;

  add(origin, socket) {
    const sockets = this.#sockets.get(origin) ?? this.#sockets.set(origin, new Set()).get(origin);
    sockets.add(socket);
    const remove = () => sockets.delete(socket);
    // First in line, so that a socket in use is none of these.
    socket.prependOnceListener(socket.encrypted ? 'secureConnect' : 'connect', remove);
    socket.once('close', remove);
    socket.prependListener('error', (error) => {
      this.error = error;
      process.nextTick(() => {
        this.error = undefined;
      });
    });
  }

  /** `by` 1: one more request waits; -1: it got its connection, or gave up. */
  wait(origin, by) {
    this.#waiting.set(origin, (this.#waiting.get(origin) ?? 0) + by);
  }

  /** Ends the attempts that nobody waits for: no timer of the engine would. */
  giveUp(origin) {
    if (this.#waiting.get(origin) > 0) return;
    for (const socket of this.#sockets.get(origin) ?? []) {
      socket.destroy(new Error('no request waits any more'));
    }
  }

  giveUpAll() {
    for (const origin of this.#sockets.keys()) {
      this.#waiting.delete(origin);
      this.giveUp(origin);
    }
  }
}

/** Connects, and judges the connected socket's address before a byte is sent (P32): a `lookup` hook never sees IP literals. */
export function judgedConnector(mayConnect, ca, connecting) {
  const connector = buildConnector({
    // No timer but the exchange's own (P18).
    timeout: 0,
    // Not left to the environment (P26).
    rejectUnauthorized: true,
    ...(ca === undefined
      ? {}
      : { ca: [...(tls.getCACertificates?.('default') ?? tls.rootCertificates), ...[ca].flat()] }),
  });
  return (options, callback) => {
    // The certificate must be the connected host's, whatever the caller's Host field says.
    const servername = net.isIP(options.hostname) ? '' : options.hostname;
    const socket = connector({ ...options, servername }, callback);
    // First in line: TLS begins with the listener that is already there.
    socket.prependListener('connect', () => {
      const { remoteAddress, remotePort } = socket;
      // Without one the other end has gone already.
      if (remoteAddress === undefined) {
        socket.destroy(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
        return;
      }
      if (mayConnect(remoteAddress, remotePort)) return;
      socket.destroy(
        Object.assign(new Error(remoteAddress), { code: 'ADDRESS_REFUSED', detail: remoteAddress }),
      );
    });
    connecting.add(`${options.protocol}//${options.host}`, socket);
    return socket;
  };
}
