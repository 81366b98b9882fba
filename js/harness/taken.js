/** The reply of a route whose function threw as it was asked whether it takes the request. */
export const throwing = (error) => ({
  delay: 0,
  readsBody: false,
  whole: undefined,
  answer: () => {
    throw error;
  },
});

/** A request, the route that took it, and what that one answers. */
export class Taken {
  #asked;
  #route;
  #reply;

  constructor(asked, route, reply) {
    this.#asked = asked;
    this.#route = route;
    this.#reply = reply;
  }

  get name() {
    return this.#route?.name;
  }

  get delay() {
    return this.#reply.delay;
  }

  /** The answer, where it is there at once and whole. */
  get reply() {
    return this.#reply.delay === 0 ? this.#reply.whole : undefined;
  }

  /** Whether `answer` looks at the request's body: a Blob of the platform is then given to it. */
  get readsBody() {
    return this.#reply.readsBody;
  }

  answer(blob) {
    const { given } = this.#asked;
    return this.#reply.answer(blob ? Object.freeze({ ...given, body: blob }) : given);
  }

  /** @param {import('./call-record.js').CallRecord} record */
  served(record) {
    if (this.#route) record.routes.push(this.#route);
  }
}
