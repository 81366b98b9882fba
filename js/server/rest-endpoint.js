/** kintone's REST side over HTTP: a request's body in as it comes, its answer out. */
import { answerUnread, head, isAnnounced } from './reply.js';

/**
 * The chunks of a request's body, one at a time and only as fast as they are asked for. Where nobody asks any more the rest is
 * thrown away as it comes, and the request can still be answered.
 */
class BodyChunks {
  #req;
  /** One that came before it was asked for; the request is paused then. */
  #chunk;
  #isEnded;
  #fault;
  #isLeft = false;
  #waiting;

  constructor(req) {
    this.#req = req;
    this.#isEnded = req.readableEnded;
  }

  [Symbol.asyncIterator]() {
    const req = this.#req;
    req.on('data', (chunk) => this.#take(chunk));
    req.on('end', () => {
      this.#isEnded = true;
      this.#waiting?.resolve({ value: undefined, done: true });
    });
    const cut = () => {
      if (this.#isEnded) return;
      this.#fault ??= new Error('the request ended before its body did');
      this.#waiting?.reject(this.#fault);
    };
    req.on('error', cut);
    req.on('close', cut);
    return this;
  }

  #take(chunk) {
    if (this.#isLeft) return;
    if (this.#waiting) {
      this.#waiting.resolve({ value: chunk, done: false });
      this.#waiting = undefined;
    } else {
      this.#chunk = chunk;
      this.#req.pause();
    }
  }

  /** @throws {Error} The client has gone before the end; the Promise may reject with it, too. */
  next() {
    if (this.#fault) throw this.#fault;
    const value = this.#chunk;
    this.#chunk = undefined;
    if (value) return { value, done: false };
    if (this.#isEnded) return { value, done: true };
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      if (this.#req.isPaused()) this.#req.resume();
    });
  }

  return() {
    this.#isLeft = true;
    this.#chunk = undefined;
    this.#req.resume();
    return { value: undefined, done: true };
  }

  /** Whether it was cut short. */
  get isCut() {
    return this.#fault !== undefined;
  }
}

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
  const body = new BodyChunks(req);
  let answer;
  try {
    answer = await core.answer(opened, body, openSink);
  } catch (error) {
    if (!body.isCut && !opened.isEnded) throw error;
    // Nobody is there to be told, or somebody who does not know how long their message is; or the shim began anew.
    res.destroy();
    return;
  }
  context.answer = { ...answer, message: opened.message };
  if (connection.isClosed) return;
  if (answer.kept) await sendKept(res, answer, connection);
  else answerUnread(req, res, answer);
}
