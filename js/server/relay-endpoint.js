/** The relay: a page's call, read from its message and sent on by the ordinary way of a call (js/call/calls.js). */
import { TextDecoder } from 'node:util';
import { ownOf } from '../core/own-members.js';
import { RequestBody, RequestFile } from './request-body.js';
import { answerUnread, reply } from './reply.js';

/** Bytes that tell how long an upload's JSON head is. */
const lengthBytes = 4;

const parse = (bytes) => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));

/**
 * Lets the core judge the message: the message, or its refusal.
 * @returns {Call}
 */
function admit(site, bytes) {
  let message;
  const refusal = site.admit(() => (message = parse(bytes)));
  return refusal ? { refusal } : { message };
}

/**
 * What `kintone.proxy` was called with.
 * @returns {Promise<Call>}
 * @typedef {{ refusal?: object, message?: { body?: unknown }, data?: unknown }} Call
 */
async function readCall({ site }, body, most) {
  const bytes = await body.takeAll(most);
  if (bytes === undefined) return { refusal: site.admitTooLong(body.held) };
  const { refusal, message } = admit(site, bytes);
  return { refusal, message, data: message?.body };
}

/**
 * The same of `kintone.proxy.upload`.
 * @returns {Promise<Call>}
 */
async function readUpload({ req, site }, body) {
  const total = Number(req.headers['content-length']);
  const bytes = await body.take(Math.min(lengthBytes, total));
  const length = bytes.length < lengthBytes ? total : new DataView(bytes.buffer).getUint32(0);
  const wrong = site.uploadHead(length, total);
  if (wrong) return { refusal: wrong };
  const { refusal, message } = admit(site, await body.take(length));
  const file = new RequestFile(body, total - lengthBytes - length);
  return { refusal, message, data: { format: 'RAW', value: file } };
}

/**
 * By what the function takes as its data.
 * @type {Record<'value' | 'file', (context: any, body: RequestBody, limit: number) => Promise<Call>>}
 */
const readMessage = { value: readCall, file: readUpload };

/** The answer that the core wrote around the upstream's body. */
function answerOf({ answer: { status, parts }, body }, fields) {
  const [before, after] = parts;
  return { status, fields, body: after === undefined ? before : before + JSON.stringify(body) + after };
}

/**
 * @param {object} context The request on its way, see js/server/listener.js.
 * @param {{ api: string, takes: 'value' | 'file', most: number, fields: string[] }} step
 */
export async function relayCall(context, { api, takes, most, fields }) {
  const { req, res, core } = context;
  const gone = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) gone.abort();
  });
  const body = new RequestBody(req);
  const read = readMessage[takes](context, body, most);
  const { refusal, message, data } = await read.catch(() => /** @type {Call} */ ({}));
  if (refusal) {
    context.answer = refusal;
    body.drain();
    answerUnread(req, res, refusal);
    return;
  }
  if (!message) {
    // The client went away, or its message ended before it was whole.
    res.destroy();
    return;
  }
  const { url, method, headers, shim: told, appId, pluginId } = ownOf(message);
  context.upstream = { url, method };
  const outcome = await core.relay({ api, url, method, headers, data, told, appId, pluginId }, gone.signal);
  context.upstream.result = outcome.success ? outcome.status : outcome.code;
  if (gone.signal.aborted) return;
  reply(req, res, answerOf(outcome, fields));
  // The page goes on sending, and would not see the answer of a connection that was closed meanwhile.
  body.drain();
}
