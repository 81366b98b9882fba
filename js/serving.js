/** What the package's server asks a shim for: its options, and kintone's side over HTTP. */
import { attempt, describe, describeEntries, describeWithMembers } from './core/describe.js';
import { internals } from './core/internals.js';
import { ownOf } from './core/own-members.js';
import { checkServer } from './core/world.js';

/**
 * The options of a server, each read once, as they are. `faultOfTls` is what the platform has against a key and a certificate, if
 * anything.
 */
export function readServerOptions(options, isListener, faultOfTls) {
  const given = ownOf();
  const keep = (name, value) => {
    given[name] = value;
  };
  const described = describeWithMembers(options, { keep, depth: 2 });
  const tls = described[2]?.find(([name]) => name === 'tls');
  const fault = tls?.[1][0] === 'object' ? faultOfTls(given.tls) : undefined;
  if (fault) tls[1] = [fault];
  const shim = described[2]?.find(([name]) => name === 'shim');
  // Of either of the package's builds, and no other class of that name.
  if (shim && given.shim !== undefined) shim[1] = given.shim?.[internals] ? ['Shim'] : ['object'];
  checkServer(described, isListener);
  return given;
}

/** kintone's side over HTTP, for the package's server: it speaks in JavaScript's values, the core in texts. */
export function openSite(world, site) {
  const opened = world.makeSite(site);
  return {
    receive: (head) => opened.receive(head),
    file: (head, name, path) => opened.file(head, name, path),
    unreadable: (head, reason) => opened.unreadable(head, reason),
    listing: (head, names, path) => opened.listing(head, names, path),
    uploadHead: (length, total) => opened.uploadHead(length, total),
    /** `read` gives the message, or throws where it is none. */
    admit: (read) =>
      opened.admit(attempt(() => describeWithMembers(read(), { names: ['__REQUEST_TOKEN__'] }))),
    /** `given`: the arguments of kintone.plugin.app's `member`, on the settings screen of a plug-in. */
    savePlugin({ __REQUEST_TOKEN__: token, app, pluginId, member, given }) {
      const described = Array.isArray(given) ? given.map(describeEntries) : [];
      const page = [describe(token), describe(app), describe(pluginId)];
      return opened.savePlugin([...page, String(member), ...described]);
    },
    admitTooLong: (length) => opened.admit(['longString', String(length)]),
  };
}
