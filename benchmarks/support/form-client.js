// Clients of kintone's side over HTTP.
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { formHead, formTail, formType } from './form-data.js';

const fields = { 'Content-Type': formType, 'X-Cybozu-API-Token': 'token' };

function check(status, text) {
  if (status !== 200 || typeof JSON.parse(text).fileKey !== 'string') {
    throw new Error(`the upload was answered with ${status} ${text}`);
  }
}

/**
 * One upload of a file that consists of the pieces.
 * @param {string} url
 * @param {Uint8Array[]} pieces
 */
export async function uploadPieces(url, pieces) {
  const body = [formHead, ...pieces, formTail];
  const length = body.reduce((sum, piece) => sum + piece.length, 0);
  const sent = request(url, { method: 'POST', headers: { ...fields, 'Content-Length': length } });
  const answered = once(sent, 'response');
  for (const piece of body) {
    if (!sent.write(piece)) await once(sent, 'drain');
  }
  sent.end();
  const [response] = await answered;
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  check(response.statusCode, text);
}

/** Sends the message again and again on one connection, which is kept alive, until `isDue` says no. */
function repeat(socket, message, isDue) {
  return new Promise((resolve, reject) => {
    let answer = '';
    const next = () => {
      answer = '';
      if (isDue()) socket.write(message);
      else resolve();
    };
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
      // Both sides answer with one JSON object.
      if (!answer.endsWith('}')) return;
      check(Number(answer.slice(9, 12)), answer.slice(answer.indexOf('\r\n\r\n')));
      next();
    });
    socket.on('error', reject).on('close', () => reject(new Error('the server closed the connection')));
    next();
  });
}

/**
 * @typedef {object} Load
 * @property {Uint8Array} file
 * @property {number} uploads
 * @property {number} atOnce
 */

/**
 * So many uploads of the same file as programs make them: by fetch and FormData.
 * @param {string} url
 * @param {Load} load
 * @returns {Promise<number>} milliseconds
 */
export async function uploadByFetch(url, { file, uploads, atOnce }) {
  const value = new File([file], 'report.bin');
  const headers = { 'X-Cybozu-API-Token': fields['X-Cybozu-API-Token'] };
  let left = uploads;
  const one = async () => {
    while (left-- > 0) {
      const body = new FormData();
      body.append('file', value);
      const response = await fetch(url, { method: 'POST', headers, body });
      check(response.status, await response.text());
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: atOnce }, one));
  return performance.now() - startedAt;
}

/**
 * The same from sockets that take next to nothing of the processor, so that the server alone sets the pace.
 * @param {string} url
 * @param {Load} load
 * @returns {Promise<number>} milliseconds, without connecting
 */
export async function uploadBySockets(url, { file, uploads, atOnce }) {
  const { hostname, port, host, pathname } = new URL(url);
  const lines = Object.entries({
    Host: host,
    ...fields,
    'Content-Length': formHead.length + file.length + formTail.length,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n`;
  const message = Buffer.concat([Buffer.from(head), formHead, file, formTail]);

  const sockets = Array.from({ length: atOnce }, () => connect(Number(port), hostname).setNoDelay());
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  let left = uploads;
  const isDue = () => left-- > 0;
  const startedAt = performance.now();
  await Promise.all(sockets.map((socket) => repeat(socket, message, isDue)));
  const took = performance.now() - startedAt;
  for (const socket of sockets) socket.removeAllListeners('close').destroy();
  return took;
}
