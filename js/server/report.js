import { performance } from 'node:perf_hooks';

/** Paths of kintone's side; what else a server answers are its pages and their files. */
const kintoneSide = '/k/';

/**
 * Tells those who watch the shim of a request to its REST side as it begins, and as its response is closed: without an answer it was
 * cut off before. A page's call that is carried on is told of as a call, one that is refused as its response is closed.
 * @param {object} context The request on its way, see js/server/listener.js.
 * @param {boolean} isCall Whether it is a page's call.
 */
export function report(context, isCall) {
  const { req, res, told, core } = context;
  if (!told.target.startsWith(kintoneSide)) return;
  const started = performance.now();
  const { method, fields } = told;
  const url = `http${told.secure ? 's' : ''}://${req.headers.host ?? req.authority ?? ''}${told.target}`;
  const exchange = { method, url, fields, startedAt: Date.now() };
  context.exchange = exchange;
  if (!isCall) core.tell('asked', exchange);
  res.once('close', () => {
    const { opened } = context;
    if (isCall && !context.answer) return;
    if (isCall) core.tell('asked', exchange);
    const answer = res.writableFinished ? context.answer : undefined;
    const duration = performance.now() - started;
    core.tell('answered', exchange, { answer, bytes: opened?.bytes, duration, reason: answer?.reason });
  });
}
