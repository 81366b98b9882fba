/** A request to kintone's own side that a route of `shim.rest` answers. */
import { binaryText, headersOf } from '../core/fields.js';
import { Blob, currentTime, now } from '../core/platform.js';
import { readBytes, textOf } from './message.js';

/** A file's bytes as js/rest/backend.js has them. */
const keptOf = (blob) => ({
  size: blob.size,
  blob: async () => blob,
  stream: () => blob.stream(),
  drop() {},
});

/** What a test told the route to say, as the core takes it, and its body. */
async function saidOf({ asked, reply }, body, ending, around) {
  const { method, path, url, fields } = asked;
  const headers = Object.freeze(Object.fromEntries(headersOf(fields)));
  try {
    const request = Object.freeze({ method, path, url, headers, body });
    const answer = await ending.wait(reply.answer(request));
    if (Object.hasOwn(answer, 'failure')) return { said: answer, sent: undefined };
    const sent = typeof answer.body === 'string' ? answer.body : await around.blobOf(answer.body);
    return { said: { status: answer.status, fields: answer.fields.map(binaryText) }, sent };
  } catch (error) {
    ending.throwIfOver();
    return { said: { threw: around.textOfError(error) }, sent: undefined };
  }
}

/** Waits for the delay of a reply. */
async function delay({ delay: milliseconds }, ending, clock) {
  if (milliseconds === 0) return;
  await ending.wait(
    new Promise((resolve) => {
      ending.onEnd(clock.delay(milliseconds, resolve));
    }),
  );
}

async function answerOf(taken, opened, chunks, ending, around) {
  const { asked, reply } = taken;
  const { isForm, limit } = asked;
  const isRead = reply.readsBody || !isForm;
  const bytes = isRead ? await readBytes(opened, limit, chunks) : new Uint8Array();
  ending.throwIfOver();
  if (!bytes) return opened.rest.tooLong();
  if (!isForm) opened.message = textOf(bytes);
  await delay(reply, ending, around.clock);
  const { said, sent } = await saidOf(taken, isForm ? new Blob([bytes]) : opened.message, ending, around);
  const answer = opened.rest.routed(JSON.stringify(said));
  if (typeof sent === 'string') return { ...answer, body: sent.toWellFormed() };
  if (!sent) return answer;
  const fields = [...answer.fields, 'Content-Length', String(sent.size)];
  return { ...answer, fields, body: undefined, kept: keptOf(sent) };
}

/**
 * @param {{ asked: object, route: object, reply: object }} taken See `take` of js/harness/rest-routes.js.
 * @param {object} opened As `answer` of js/rest/backend.js takes it.
 * @param {AsyncIterable<Uint8Array>} chunks Read whole, but for a form that nobody looks at.
 * @param {import('./ending.js').Ending} ending
 * @param {{ clock: import('../core/clock.js').Clock, blobOf: (body: unknown) => Promise<Blob | undefined>, textOfError: (error: unknown) => string }} around
 * @returns {Promise<{ answer: object, startedAt: number, duration: number }>} The answer as of `Backend`, with the route's name as its
 *   `route`; and its time.
 */
export async function answerRouted(taken, opened, chunks, ending, around) {
  const startedAt = currentTime();
  const started = now();
  const answer = { warnings: [], ...(await answerOf(taken, opened, chunks, ending, around)) };
  answer.route = taken.route.name;
  return { answer, startedAt, duration: now() - started };
}
