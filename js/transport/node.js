/**
 * The built-in transport, over undici's dispatcher: fetch's own engine one floor below `fetch`, which cannot keep the rules
 * (it invents header fields, fails on 407, sends a POST twice on 421 and takes a truncated gzip body for a success). Loaded
 * with the first call that leaves, outside any sandbox.
 */
// Not 'undici' itself: importing that puts its own dispatcher under the fetch of the whole process.
import Agent from 'undici/lib/dispatcher/agent.js';
import { slicesOf } from './blob.js';
import { Connecting, judgedConnector } from './connect.js';
import { Decoder } from './decode.js';

/** Room for heads beyond every limit, so that the core decides, and a bound for those without end. */
const maxHeaderSize = 16 * 1024 * 1024;

/** Raw field lines as binary strings: a character for a byte. */
const binaryText = (bytes) => (typeof bytes === 'string' ? bytes : bytes.toString('latin1'));

/** Carries the events of one dispatched request to its conversation. */
class ResponseHandler {
  #conversation;
  #origin;
  #hasBody;
  #mostLines;
  #connecting;
  #controller;
  #decoder;
  #isStopped = false;
  #isWaiting = true;

  constructor(conversation, { origin, mostLines }, hasBody, connecting) {
    this.#conversation = conversation;
    this.#origin = origin;
    this.#mostLines = mostLines;
    this.#hasBody = hasBody;
    this.#connecting = connecting;
    connecting.wait(origin, 1);
  }

  onRequestStart(controller) {
    this.#endWait();
    if (this.#isStopped) {
      controller.abort(new Error('stopped'));
      return;
    }
    this.#controller = controller;
    if (!this.#hasBody) this.#conversation.sent(true);
  }

  onResponseStart(controller, status) {
    if (this.#isStopped) return;
    const lines = controller.rawHeaders.slice(0, 2 * this.#mostLines).map(binaryText);
    const { next, codings } = this.#conversation.head(status, lines);
    if (next === 'body' && codings.length > 0) {
      this.#decoder = new Decoder(codings, {
        chunk: (bytes) => this.#conversation.chunk(bytes),
        end: () => this.#conversation.end(),
        failed: (error) => this.#conversation.failed(error),
        drained: () => controller.resume(),
      });
    }
  }

  onResponseData(controller, chunk) {
    if (this.#isStopped) return;
    if (!this.#decoder) this.#conversation.chunk(chunk);
    else if (!this.#decoder.write(chunk)) controller.pause();
  }

  onResponseEnd() {
    // The connection is free for the next request.
    this.#controller = undefined;
    if (this.#connecting.error) this.onResponseError(undefined, this.#connecting.error);
    else if (this.#decoder) this.#decoder.end();
    else this.#conversation.end();
  }

  onResponseError(_controller, error) {
    if (!this.#isStopped) this.#conversation.failed(error);
  }

  /** Nothing more is told; a connection in use is closed. */
  stop() {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#decoder?.destroy();
    this.#controller?.abort(new Error('stopped'));
    if (this.#isWaiting) {
      this.#endWait();
      this.#connecting.giveUp(this.#origin);
    }
  }

  #endWait() {
    if (this.#isWaiting) this.#connecting.wait(this.#origin, -1);
    this.#isWaiting = false;
  }
}

/** The Blob's slices, telling the conversation how far they are. */
async function* bodyOf(blob, FileReader, conversation) {
  try {
    for await (const bytes of slicesOf(blob, FileReader)) {
      yield bytes;
      conversation.sent(false);
    }
  } catch (error) {
    conversation.uploadFailed(error);
    throw error;
  }
  conversation.sent(true);
}

/**
 * @param {{ mayConnect: (address: string, port: number) => boolean, ca?: unknown, fileReader: () => Function | undefined }} options
 * @returns {{ send: Function, close: () => void }}
 */
export function createNodeTransport({ mayConnect, ca, fileReader }) {
  const connecting = new Connecting();
  const agent = new Agent({
    connect: judgedConnector(mayConnect, ca, connecting),
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize,
  });

  function send(request, body, conversation) {
    const { method, origin, target, fields } = request;
    const isBlob = body !== undefined && typeof body !== 'string' && body.size > 0;
    const handler = new ResponseHandler(conversation, request, isBlob, connecting);
    agent.dispatch(
      {
        origin,
        path: target,
        method,
        headers: isBlob ? [...fields, 'content-length', String(body.size)] : fields,
        body: isBlob ? bodyOf(body, fileReader(), conversation) : typeof body === 'string' ? body : null,
      },
      handler,
    );
    return () => handler.stop();
  }

  function close() {
    connecting.giveUpAll();
    void agent.destroy();
  }

  return { send, close };
}
