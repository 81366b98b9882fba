/**
 * The built-in transport, over undici's dispatcher: fetch's own engine one floor below `fetch`, which cannot keep the rules
 * (it invents header fields, fails on 407, sends a POST twice on 421 and takes a truncated gzip body for a success). Loaded
 * with the first call that leaves, outside any sandbox.
 */
import net from 'node:net';
import tls from 'node:tls';
import { Agent, buildConnector } from 'undici';
import { slicesOf } from './blob.js';
import { Decoder } from './decode.js';

/** Room for heads beyond every limit, so that the core decides, and a bound for those without end. */
const maxHeaderSize = 16 * 1024 * 1024;

/** P32: judges the connected socket's address before a byte is sent. A `lookup` hook never sees IP literals. */
function judgedConnector(mayConnect, ca) {
  const connector = buildConnector({
    // No timer but the exchange's own (P18).
    timeout: 0,
    // Not left to the environment (P26).
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca: [...tls.rootCertificates, ...[ca].flat()] }),
  });
  return (options, callback) => {
    // The certificate must be the connected host's, whatever the caller's Host field says.
    const servername = net.isIP(options.hostname) ? '' : options.hostname;
    const socket = connector({ ...options, servername }, callback);
    // First in line: TLS begins with the listener that is already there.
    socket.prependListener('connect', () => {
      const { remoteAddress, remotePort } = socket;
      if (mayConnect(remoteAddress, remotePort)) return;
      socket.destroy(Object.assign(new Error(remoteAddress), { code: 'ADDRESS_REFUSED', detail: remoteAddress }));
    });
    return socket;
  };
}

/** Raw field lines as binary strings: a character for a byte. */
const binaryText = (bytes) => (typeof bytes === 'string' ? bytes : bytes.toString('latin1'));

/** Carries the events of one dispatched request to its conversation. */
class ResponseHandler {
  #conversation;
  #hasBody;
  #controller;
  #decoder;

  constructor(conversation, hasBody) {
    this.#conversation = conversation;
    this.#hasBody = hasBody;
  }

  onRequestStart(controller) {
    this.#controller = controller;
    if (!this.#hasBody) this.#conversation.sent(true);
  }

  onResponseStart(controller, status) {
    const { next, codings } = this.#conversation.head(status, controller.rawHeaders.map(binaryText));
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
    if (!this.#decoder) this.#conversation.chunk(chunk);
    else if (!this.#decoder.write(chunk)) controller.pause();
  }

  onResponseEnd() {
    if (this.#decoder) this.#decoder.end();
    else this.#conversation.end();
  }

  onResponseError(_controller, error) {
    this.#conversation.failed(error);
  }

  stop() {
    this.#decoder?.destroy();
    this.#controller?.abort(new Error('stopped'));
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
  const agent = new Agent({
    connect: judgedConnector(mayConnect, ca),
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize,
    // 204 and 304 may announce a length that they do not have (P23); a body cut short is noticed without it.
    strictContentLength: false,
  });

  function send({ method, origin, target, fields }, body, conversation) {
    const isBlob = body !== undefined && typeof body !== 'string' && body.size > 0;
    const handler = new ResponseHandler(conversation, isBlob);
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

  return { send, close: () => void agent.destroy() };
}
