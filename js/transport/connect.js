import { builtinModule, clearTimer, setTimer } from '../core/platform.js';

/** Milliseconds after which a host's next address is tried beside those before it (RFC 8305, section 5). */
const headStart = 250;

const REFUSED = 'ECONNREFUSED';

/** The host without the brackets of an IPv6 address. */
const nameOf = ({ host }) => host.replace(/^\[(.*)\]$/, '$1');

const refusal = (address) => Object.assign(new Error(address), { code: 'ADDRESS_REFUSED', detail: address });

/** An address that nobody listens at says more than one to which this machine knows no way. */
const worst = (errors) => errors.find(({ code }) => code === REFUSED) ?? errors[0];

/** The way to a connected socket: to the first of some addresses that takes one. */
class Attempt {
  #addresses;
  #how;
  #done;
  #sockets = new Set();
  #errors = [];
  #timer;
  #kept;
  #isOver = false;

  /**
   * @param {string[]} addresses
   * @param {{ open: Function, isSameAddress: Function, usable: string }} how `open` begins to connect to an address; `usable` is the
   *   event by which its socket says that it can be used.
   * @param {(error?: Error, socket?: import('node:net').Socket, untried?: string[]) => void} done
   */
  constructor(addresses, how, done) {
    this.#addresses = [...addresses];
    this.#how = how;
    this.#done = done;
    this.#tryNext();
  }

  #tryNext() {
    clearTimer(this.#timer);
    if (this.#addresses.length > 0) this.#try(this.#addresses.shift());
    else if (this.#sockets.size === 0) this.#end(worst(this.#errors));
  }

  #try(address) {
    let socket;
    try {
      socket = this.#how.open(address);
    } catch (error) {
      this.#errors.push(error);
      this.#tryNext();
      return;
    }
    this.#sockets.add(socket);
    // First in line: TLS begins with the listener that is already there. Tools that stand in for the network tell it twice, first
    // without an address.
    socket.prependListener('connect', () => {
      const { remoteAddress } = socket;
      if (remoteAddress === undefined || this.#how.isSameAddress(remoteAddress, address)) this.#keep(socket);
      else socket.destroy(refusal(remoteAddress));
    });
    socket.once(this.#how.usable, () => this.#end(undefined, socket));
    socket.on('error', (error) => this.#failed(socket, error));
    if (this.#addresses.length > 0) this.#timer = setTimer(() => this.#tryNext(), headStart);
  }

  #keep(socket) {
    if (this.#isOver) return;
    this.#kept = socket;
    clearTimer(this.#timer);
    this.#destroyAllBut(socket);
  }

  #failed(socket, error) {
    if (this.#isOver || !this.#sockets.delete(socket)) return;
    this.#errors.push(error);
    // Of a host that was reached no other address is tried; those tools say "connected" before they know.
    if (socket === this.#kept && error.code !== REFUSED) this.#end(error);
    else this.#tryNext();
  }

  #end(error, socket) {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimer(this.#timer);
    this.#destroyAllBut(socket);
    this.#done(error, socket, this.#addresses);
  }

  #destroyAllBut(socket) {
    for (const other of this.#sockets) {
      if (other !== socket) other.destroy();
    }
    this.#sockets = new Set(socket && [socket]);
  }

  giveUp() {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimer(this.#timer);
    this.#destroyAllBut();
  }
}

/** Connects to addresses that the core allows, and to nothing else: names are resolved here (P32). */
export class Connector {
  #net = builtinModule('node:net');
  #mayConnect;
  #isSameAddress;
  #ca;
  #secureContext;

  /** @param {{ mayConnect: Function, isSameAddress: Function, ca?: unknown }} options See createNodeTransport. */
  constructor({ mayConnect, isSameAddress, ca }) {
    this.#mayConnect = mayConnect;
    this.#isSameAddress = isSameAddress;
    this.#ca = ca;
  }

  /**
   * @param {{ origin: string, host: string, port: string }} request Where to, as the platform's URL parser says.
   * @param {(error?: Error, socket?: import('node:net').Socket, untried?: string[]) => void} done Called once. `untried`: the addresses
   *   that were not needed.
   * @param {string[]} [addresses] Where they are known already.
   * @returns {() => void} Gives up, if it is not done.
   */
  connect(request, done, addresses) {
    let attempt;
    let isOver = false;
    const begin = (error, found) => {
      if (isOver) return;
      const allowed = found?.filter((address) => this.#mayConnect(address, request.port));
      if (error) done(error);
      else if (allowed.length === 0) done(refusal(found[0]));
      else attempt = new Attempt(allowed, this.#howTo(request), done);
    };
    if (addresses) begin(undefined, addresses);
    else this.#resolve(nameOf(request), begin);
    return () => {
      isOver = true;
      attempt?.giveUp();
    };
  }

  #resolve(name, done) {
    if (this.#net.isIP(name)) done(undefined, [name]);
    else {
      builtinModule('node:dns').lookup(name, { __proto__: null, all: true }, (error, found) =>
        done(
          error,
          found?.map(({ address }) => address),
        ),
      );
    }
  }

  #howTo(request) {
    const isSecure = request.origin.startsWith('https:');
    return {
      isSameAddress: this.#isSameAddress,
      usable: isSecure ? 'secureConnect' : 'connect',
      open: (address) => {
        const to = { __proto__: null, host: address, port: Number(request.port) };
        const socket = isSecure ? this.#openSecure(to, nameOf(request)) : this.#net.connect(to);
        return socket.setNoDelay(true);
      },
    };
  }

  #openSecure(to, name) {
    const tls = builtinModule('node:tls');
    // `ca` adds to the roots (P26). Read once: they are many.
    this.#secureContext ??=
      this.#ca &&
      tls.createSecureContext({
        ca: [...(tls.getCACertificates?.('default') ?? tls.rootCertificates), ...[this.#ca].flat()],
      });
    return tls.connect({
      ...to,
      ALPNProtocols: ['http/1.1'],
      // The certificate must be the host's, whatever the caller's Host field says. An address is no name (RFC 6066, section 3).
      servername: this.#net.isIP(name) ? '' : name.replace(/\.$/, ''),
      // Not left to the environment (P26).
      rejectUnauthorized: true,
      secureContext: this.#secureContext,
    });
  }
}
