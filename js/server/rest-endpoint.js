/** kintone's REST side over HTTP: a request's body in as it comes, its answer out. */
import { RequestBody } from './request-body.js';
import { answerUnread, head, isAnnounced } from './reply.js';

/** Sends a file's bytes as fast as the client takes them. */
async function sendKept(res, { status, fields, kept }, connection) {
  const bytes = kept.stream();
  res.on('drain', () => connection.goOn());
  head(res, status, fields);
  for await (const chunk of bytes) {
    if (connection.isClosed) return;
    if (!res.write(chunk)) await new Promise((resolve) => (connection.goOn = resolve));
  }
  res.end();
}

/** Before us, something may have taken its time. */
const isGone = (req) => (req.stream ?? req.socket).destroyed;

/**
 * @param {object} context The request on its way, see js/server/listener.js.
 * @param {object} opened What js/rest is told of it; it counts among those at once until its response is closed (F20).
 */
export async function answerRest(context, opened) {
  const { req, res, core, openSink } = context;
  if (req.readableEnded && isAnnounced(req)) {
    opened.rest.end();
    throw new Error(
      'the body of this request was read before: put the listener in front of whatever reads bodies',
    );
  }
  const connection = { isClosed: isGone(req), goOn() {} };
  if (connection.isClosed) {
    opened.rest.end();
    return;
  }
  res.once('close', () => {
    connection.isClosed = true;
    connection.goOn();
    opened.rest.end();
  });
  context.opened = opened;
  opened.exchange = context.exchange;
  const body = new RequestBody(req);
  let answer;
  try {
    answer = await core.side.answer(opened, body, openSink);
  } catch (error) {
    if (!body.isCut && !opened.isEnded && !connection.isClosed) throw error;
    // Nobody is there to be told, or somebody who does not know how long their message is; or the shim began anew.
    res.destroy();
    return;
  }
  context.answer = { ...answer, message: opened.message };
  if (connection.isClosed) return;
  if (answer.kept) await sendKept(res, answer, connection);
  else answerUnread(req, res, answer);
}
