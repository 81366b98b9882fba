/** The steps that ask kintone's REST side, in the process by `shim.handle` or over HTTP by the shim's server. */
import { bodyOf, headOf, heldForm, userOf } from './form.js';

const asking = ['ask', 'hold', 'release'];

export const isAsking = (step) => asking.includes(step.do);

/** Whether a case is about kintone's REST side, so that it runs in the process and over HTTP. */
export const isOfService = ({ when }) => [when].flat().some((step) => isAsking(step) || step.do === 'look');

/** A body that is sent as one piece. */
const small = 1 << 22;

function streamOf(body) {
  const chunks = body.chunks();
  return new ReadableStream({
    pull(controller) {
      const { value, done } = chunks.next();
      if (done) controller.close();
      else controller.enqueue(value.slice());
    },
  });
}

/** A stream that is given its bytes by hand. */
function heldStream() {
  let give;
  const stream = new ReadableStream({
    start: (controller) => {
      give = controller;
    },
  });
  return { stream, give };
}

const answerOf = async (response) => ({
  status: response.status,
  fields: [...response.headers],
  bytes: new Uint8Array(await response.arrayBuffer()),
});

/** In the process: by `shim.handle`, or by what a page would use. */
export class DirectSteps {
  #send;
  #user;
  #origin;
  #turn;
  #held = [];

  /** @param {{ send: (url: string, init: object) => Promise<Response>, options?: object, turn: () => Promise<void> }} setting */
  constructor({ send, options = {}, turn }) {
    this.#send = send;
    this.#user = userOf(options);
    this.#origin = options.origin ?? 'https://example.kintone.com';
    this.#turn = turn;
  }

  #request(step, body) {
    const { method, path, as, fields } = headOf(step, this.#user);
    return this.#send((step.origin ?? this.#origin) + path, {
      method,
      headers: fields,
      credentials: as === 'nobody' ? 'omit' : 'same-origin',
      ...(body && { body, duplex: 'half' }),
    });
  }

  async ask(step) {
    const body = bodyOf(step);
    const sent = body && (body.length > small ? streamOf(body) : body.bytes());
    return answerOf(await this.#request(step, sent));
  }

  async hold(step) {
    const upload = { ...step, form: heldForm };
    const [beginning, end] = bodyOf(upload).halves;
    const { stream, give } = heldStream();
    give.enqueue(beginning.bytes());
    this.#held.push({ answer: this.#request(upload, stream), give, end });
    await this.#turn();
  }

  async release() {
    const { answer, give, end } = this.#held.shift();
    give.enqueue(end.bytes());
    give.close();
    return answerOf(await answer);
  }
}

/** Over HTTP. */
export class ServedSteps {
  #server;
  #user;
  #held = [];

  /** @param {{ server: object, options?: object }} setting `server` as conformance/server.js has it */
  constructor({ server, options }) {
    this.#server = server;
    this.#user = userOf(options);
  }

  #head(step) {
    const head = headOf(step, this.#user);
    const fields = step.origin ? [...head.fields, ['Host', new URL(step.origin).host]] : head.fields;
    return { ...head, fields };
  }

  ask(step) {
    return this.#server.ask(this.#head(step), bodyOf(step));
  }

  async hold(step) {
    const upload = { ...step, form: heldForm };
    const [beginning, end] = bodyOf(upload).halves;
    const held = await this.#server.hold(this.#head(upload), beginning.bytes());
    this.#held.push(() => held.end(end.bytes()));
  }

  release() {
    return this.#held.shift()();
  }
}
