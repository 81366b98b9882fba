/** The plug-ins of served pages (W07): their scripts at the end of a page, their settings pages, and what these save. */
import { Buffer } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { answerUnread, reply } from './reply.js';
import { RequestBody } from './request-body.js';

const element = (...names) =>
  `<script src="/_shim/plugin/${names.map(encodeURIComponent).join('/')}"></script>`;

/** What a plug-in has for a screen; one script, which says what is wrong, where it cannot be read. */
function filesOf({ read }, screen) {
  try {
    return read(screen);
  } catch {
    return { html: undefined, files: [undefined] };
  }
}

/** The elements of one plug-in: its id, as kintone sets it, before each script. */
function elementsOf(plugin, { files }, screen) {
  const { pluginId } = plugin;
  return files.map((_, i) => element(pluginId) + element(pluginId, screen, i)).join('');
}

/** A page with the scripts of the plug-ins behind its own (W07). */
export function withPlugins(bytes, plugins, screen) {
  const elements = plugins.map((each) => elementsOf(each, filesOf(each, screen), screen)).join('');
  return Buffer.concat([bytes, Buffer.from(elements)]);
}

const called = (plugins, id) => plugins.find(({ pluginId }) => pluginId === id);

/** The script at `/_shim/plugin/{id}`, which sets the id, or at `/_shim/plugin/{id}/{screen}/{place}`. */
export function sendScript({ req, res, told, site, core }, { path, fields }) {
  const [id, screen, place] = path;
  const plugin = called(core.servedPlugins, id);
  if (!plugin) return reply(req, res, site.file(told, '', ''));
  if (screen === undefined) {
    return reply(req, res, { status: 200, fields, body: `kintone.$PLUGIN_ID = ${JSON.stringify(id)};` });
  }
  try {
    const file = plugin.read(screen).files[Number(place)];
    if (!file) return reply(req, res, site.file(told, '', ''));
    return reply(req, res, { status: 200, fields, body: file.source });
  } catch ({ message }) {
    return reply(req, res, site.unreadable(told, message));
  }
}

/** The page of a plug-in's settings. */
export function sendSettings({ req, res, told, site, core }, { pluginId, screen, fields }) {
  const plugin = called(core.servedPlugins, pluginId);
  if (!plugin) return reply(req, res, site.file(told, '', ''));
  const its = filesOf(plugin, screen);
  const body = `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>${screen}</title><script src="/_shim/kintone.js"></script></head>
<body>${its.html?.source ?? ''}
${elementsOf(plugin, its, screen)}</body></html>
`;
  return reply(req, res, { status: 200, fields, body });
}

const parse = (bytes) => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));

/** What a settings page saves. */
export async function saveSettings({ req, res, site }, { most }) {
  const body = new RequestBody(req);
  let message;
  try {
    const bytes = await body.takeAll(most);
    const refusal =
      bytes === undefined ? site.admitTooLong(body.held) : site.admit(() => (message = parse(bytes)));
    body.drain();
    answerUnread(req, res, refusal ?? site.savePlugin(message));
  } catch {
    // Its message ended before it was whole.
    res.destroy();
  }
}
