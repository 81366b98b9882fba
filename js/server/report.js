import { performance } from 'node:perf_hooks';

/** Paths of kintone's side; what else a server answers are its pages and their files. */
const kintoneSide = '/k/';

/** Tells those who watch the shim of a request to its REST side, and of a refused call of a page, as its response is closed. */
export function report(context) {
  const { req, res, told, core } = context;
  if (!told.target.startsWith(kintoneSide)) return;
  const [startedAt, started] = [Date.now(), performance.now()];
  res.once('close', () => {
    const { answer } = context;
    if (!answer) return;
    const url = `http${told.secure ? 's' : ''}://${req.headers.host ?? ''}${told.target}`;
    const { method, fields } = told;
    core.tell('answered', { method, url, fields, answer, startedAt, duration: performance.now() - started });
  });
}
