import { ownOf } from '../core/own-members.js';
import { sendFile } from './folder.js';
import { injected } from './inject.js';
import { watch } from './log.js';
import { report } from './report.js';
import { relayCall } from './relay-endpoint.js';
import { answerUnread, reply } from './reply.js';
import { answerRest } from './rest-endpoint.js';
import { saveSettings, sendScript, sendSettings, withPlugins } from './served-plugins.js';
import { servedScript } from './served-script.js';
import { createKeeper } from './temporary-files.js';
import { closeWithConnection, turnOf } from './response-turn.js';

/** A request's head as the core is told it. */
function headOf(req) {
  const { localAddress, localPort, encrypted } = req.socket;
  let fields = req.rawHeaders;
  if (req.httpVersionMajor > 1) {
    // HTTP/2 has the host in a field of its own (RFC 9113, 8.3.1).
    fields = fields.flatMap((name, i) => (i % 2 > 0 || name.startsWith(':') ? [] : [name, fields[i + 1]]));
    if (req.authority) fields.push('Host', req.authority);
  }
  return {
    method: req.method,
    // What a server around us may have cut off at the front belongs to it.
    target: req.originalUrl ?? req.url,
    fields,
    localAddress: localAddress ?? '',
    localPort: localPort ?? 0,
    secure: encrypted === true,
  };
}

/**
 * @param {object} core What the shim has for its server: `openSite`, `relay`, `answer`, `tell`.
 * @param {{ site: object, folder?: import('./folder.js').Folder, inject: boolean, log?: (line: string) => void }} settings
 * @returns {(req: object, res: object, next?: (error?: unknown) => void) => void}
 */
export function createListener(core, { site: settings, folder, inject, log }) {
  const site = core.openSite(settings);
  const { openSink } = createKeeper();

  /** What becomes of a page: plug-ins need kintone in it. */
  function changeOf() {
    const { servedPlugins } = core;
    if (servedPlugins.length === 0) return inject ? injected : undefined;
    return (bytes) => withPlugins(injected(bytes), servedPlugins, core.screen().type);
  }

  async function sendFound(context, path) {
    const { req, res, told } = context;
    // Whoever asks for many at once has one open at a time.
    await turnOf(req, res);
    if (res.destroyed) return;
    const { name = '', path: place = '', handle, size, names, reason } = ownOf(await folder.find(path));
    if (reason) return reply(req, res, site.unreadable(told, reason));
    if (names) return reply(req, res, site.listing(told, names, place));
    try {
      const how = site.file(told, name, place);
      if (how.next === 'reply') reply(req, res, how);
      else await sendFile(context, { handle, size }, how, changeOf());
    } finally {
      await handle?.close();
    }
  }

  function carryOut(context, step) {
    const { req, res, told } = context;
    switch (step.next) {
      case 'script':
        return reply(req, res, { status: 200, fields: step.fields, body: servedScript() });
      case 'file':
        return sendFound(context, step.path);
      case 'relay':
        return relayCall(context, step);
      case 'plugin':
        return sendScript(context, step);
      case 'settings':
        return sendSettings(context, step);
      case 'save':
        return saveSettings(context, step);
      case 'rest':
        return answerRest(context, step);
      case 'pass':
        return reply(req, res, site.file(told, '', ''));
      default:
        context.answer = step;
        return answerUnread(req, res, step);
    }
  }

  async function answer(context, step, next) {
    try {
      // What came together with the head is parsed first: where it is no HTTP, that is the answer.
      await undefined;
      await carryOut(context, step);
    } catch (error) {
      if (next && !context.res.headersSent) next(error);
      else context.res.destroy();
    }
  }

  return (req, res, next) => {
    const told = headOf(req);
    const step = site.receive(told);
    if (step.next === 'pass' && next) {
      next();
      return;
    }
    const context = { req, res, told, core, site, openSink, answer: undefined, upstream: undefined };
    closeWithConnection(req, res);
    if (log) watch(context, log);
    if (step.next !== 'settings') report(context, step.next === 'relay');
    res.on('error', () => {});
    answer(context, step, next);
  };
}
