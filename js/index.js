import { isNode, ownFetch, TextDecoder } from './core/platform.js';
import { ownOf } from './core/own-members.js';
import { makeWorld } from './core/world.js';
import { describeWithMembers } from './core/describe.js';
import { describeZones } from './core/zones.js';
import { Shim } from './shim.js';
import { createFetchTransport, createPageTransport } from './transport/fetch.js';
import { createNodeTransport } from './transport/node.js';

/** Certificates as they are described, bytes with the text that they are: whether it is PEM, the core says. */
function describeCertificates(value, [type, text = '', members]) {
  if (type === 'Uint8Array') return [type, new TextDecoder('latin1').decode(value)];
  if (type !== 'array') return [type, text];
  return [type, text, members.map(([i, each]) => [i, describeCertificates(value[i], each)])];
}

/** The options, each read once: as they are, and with their members for the core to judge. */
function readOptions(options) {
  const given = ownOf();
  const keep = (name, value) => {
    given[name] = value;
  };
  const described = describeWithMembers(options, { keep, depth: 14 });
  const ca = described[2]?.find(([name]) => name === 'ca');
  if (ca) ca[1] = describeCertificates(given.ca, ca[1]);
  describeZones(described);
  return { given, described };
}

/** The transport over Node's sockets. */
const openNodeTransport = (world, ca, { fileReader }) =>
  createNodeTransport({
    mayConnect: (address, port) => world.mayConnect(address, port),
    isSameAddress: (one, other) => world.isSameAddress(one, other),
    ca,
    fileReader,
  });

function openPageTransport(platform) {
  if (!ownFetch) throw new Error('there is no fetch here: give createShim one, as its option fetch');
  return createPageTransport(ownFetch, platform);
}

/** What carries the calls that leave: the given fetch, Node's sockets, or the page's own fetch. */
function chooseCarrier(world, { fetch, ca }) {
  if (fetch) return { name: 'fetch', open: (platform) => createFetchTransport(fetch, platform) };
  if (isNode) return { name: 'node', open: (platform) => openNodeTransport(world, ca, platform) };
  return { name: 'fetch', open: openPageTransport };
}

/**
 * Makes an independent kintone: what customization code sees as the global `kintone`, and the handles of a test around it.
 * Synchronous; the network is loaded with the first call that leaves. See types/index.d.ts and types/options.d.ts.
 * @param {import('../types/options.js').ShimOptions} [options]
 * @returns {import('../types/index.js').Shim}
 * @throws {TypeError} An option is unknown, or its value is wrong: the message names it.
 */
export function createShim(options) {
  const { given, described } = readOptions(options);
  const world = makeWorld(described);
  return new Shim(world, chooseCarrier(world, given), given.extend && ownOf(given.extend));
}
