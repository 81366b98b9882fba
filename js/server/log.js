import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers';
import { URL } from 'node:url';
import { masked, shownUrl } from '../core/mask/mask.js';

/** Nothing that would move a terminal's cursor or begin another line. */
const printable = (text) => text.replace(/[^\x21-\x7e]/g, (char) => encodeURIComponent(char.toWellFormed()));

/** A sentence of ours, with names in it that a client gave. */
const inOneLine = (text) => masked(text).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?');

/** Characters of a line's URL. */
const longestUrl = 300;

function shownUpstreamUrl(url) {
  if (!URL.canParse(url)) return '-';
  const { origin, pathname, search } = new URL(url);
  return printable(shownUrl(`${origin}${pathname}`).slice(0, longestUrl)) + (search === '' ? '' : '?...');
}

function shownUpstream({ method, url, result }) {
  const called = typeof method === 'string' ? printable(method.slice(0, 20)) : '-';
  return ` -> ${called} ${shownUpstreamUrl(url)} ${result ?? '-'}`;
}

/**
 * Tells a line of the request as it ends: time, method, path, status and milliseconds; of a relayed call the upstream's method,
 * URL and status or error code; of a refusal of kintone's side why, where its answer does not say it. Never what may be secret: queries, headers, bodies.
 */
export function watch(context, log) {
  const { req, res, told } = context;
  const started = performance.now();
  const time = new Date().toTimeString().slice(0, 'HH:MM:SS'.length);
  const tell = () => {
    const status = res.writableFinished ? res.statusCode : 'aborted';
    const duration = Math.round(performance.now() - started);
    const path = printable(told.target.replace(/[?#][^]*$/, ''));
    const upstream = context.upstream ? shownUpstream(context.upstream) : '';
    const reason = context.answer?.reason ? `: ${inOneLine(context.answer.reason)}` : '';
    log(`${time} ${printable(req.method)} ${path} ${status} ${duration} ms${upstream}${reason}`);
  };
  // An aborted call has its end a little later.
  res.once('close', () => setImmediate(tell));
}
