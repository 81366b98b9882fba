import { Buffer } from 'node:buffer';
import { clearTimeout, setTimeout } from 'node:timers';

/** Milliseconds for which a client that is refused may go on sending. */
const patience = 2_000;

/**
 * Writes a head with the core's fields and no others, whatever a server around us set before. `length`: of the body, where the
 * fields do not tell it.
 */
export function head(res, status, fields, length) {
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  res.writeHead(status, length === undefined ? fields : [...fields, 'Content-Length', String(length)]);
}

/** Writes an answer, whole. */
export function reply(req, res, { status, fields, body }) {
  head(res, status, fields, Buffer.byteLength(body));
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** Whether a request's head says that there is a body. */
export const isAnnounced = ({ headers }) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Whether more may come than was read. */
const isUnread = (req) => !req.readableEnded && isAnnounced(req);

/**
 * Answers a request whose body nobody wants, and ends the connection. A client still sending would lose the answer with a
 * connection that is reset, so it may go on for a while (RFC 9112, 9.6).
 */
export function answerUnread(req, res, answer) {
  // In HTTP/2 a stream ends without its connection.
  if (req.httpVersionMajor > 1 || !isUnread(req)) {
    reply(req, res, answer);
    return;
  }
  const bytes = Buffer.from(answer.body);
  head(res, answer.status, [...answer.fields, 'Connection', 'close'], bytes.length);
  res.write(bytes);
  const end = () => {
    clearTimeout(timer);
    res.end();
  };
  const timer = setTimeout(end, patience);
  for (const event of ['end', 'close', 'error']) req.once(event, end);
  req.resume();
}
