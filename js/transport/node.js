/**
 * The built-in transport, over undici's dispatcher: fetch's own engine one floor below `fetch`, which cannot keep the rules
 * (it invents header fields, fails on 407, sends a POST twice on 421 and takes a truncated gzip body for a success). Loaded
 * with the first call that leaves, outside any sandbox.
 */
import { Blob } from 'node:buffer';
// Not 'undici' itself: importing that puts its own dispatcher under the fetch of the whole process.
import Agent from 'undici/lib/dispatcher/agent.js';
import { sliceLength, slicesOf } from './blob.js';
import { Connecting, judgedConnector } from './connect.js';
import { Decoder } from './decode.js';
import { nativeReaderFor } from './native-blob.js';

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
  #isDecoded = true;
  #isComplete = false;
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
      this.#isDecoded = false;
      this.#decoder = new Decoder(codings, {
        chunk: (bytes) => this.#conversation.chunk(bytes),
        end: () => {
          this.#isDecoded = true;
          this.#finish();
        },
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
    else {
      this.#isComplete = true;
      this.#decoder?.end();
      this.#finish();
    }
  }

  /** A compressed stream may end before the message does: whole is what both say is whole (P28). */
  #finish() {
    if (this.#isComplete && this.#isDecoded && !this.#isStopped) this.#conversation.end();
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
    this.#endWait();
  }

  #endWait() {
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    this.#connecting.wait(this.#origin, -1);
    this.#connecting.giveUp(this.#origin);
  }
}

/** The Blob's slices, telling the conversation how far they are. */
async function* bodyOf({ blob, size }, FileReader, conversation) {
  try {
    for await (const bytes of slicesOf(blob, size, FileReader, nativeReaderFor(blob))) {
      yield bytes;
      conversation.sent(false);
    }
  } catch (error) {
    conversation.uploadFailed(error);
    throw error;
  }
  conversation.sent(true);
}

function partsOf(text) {
  const blob = new Blob([text]);
  return { blob, size: blob.size };
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
    // A long text goes out in parts too, so that its time is not the upstream's (P18).
    const parts = typeof body === 'string' && body.length > sliceLength ? partsOf(body) : body;
    const isStreamed = typeof parts === 'object' && parts.size > 0;
    const handler = new ResponseHandler(conversation, request, isStreamed, connecting);
    agent.dispatch(
      {
        origin,
        path: target,
        method,
        headers: isStreamed ? [...fields, 'content-length', String(parts.size)] : fields,
        body: isStreamed
          ? bodyOf(parts, fileReader(), conversation)
          : typeof parts === 'string'
            ? parts
            : null,
      },
      handler,
    );
    return () => handler.stop();
  }

  function close() {
    connecting.giveUpAll();
    // Not within undici's own steps, where a Blob's code may dispose of the shim.
    setImmediate(() => void agent.destroy());
  }

  return { send, close };
}
