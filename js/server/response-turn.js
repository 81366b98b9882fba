/** Of each connection the responses that wait for their turn: those of requests that came before the last one was answered. */
const waiting = new WeakMap();

function watchConnection(socket) {
  const responses = new Set();
  waiting.set(socket, responses);
  socket.once('close', () => {
    for (const res of responses) {
      if (res.socket) continue;
      res.destroy();
      res.emit('close');
    }
  });
  return responses;
}

/**
 * Sees to it that a response whose connection is closed says so (`close`), whether it was its turn or not: Node tells it of the one
 * alone that is being sent.
 */
export function closeWithConnection({ socket, httpVersionMajor }, res) {
  if (httpVersionMajor > 1 || res.socket !== null) return;
  const responses = waiting.get(socket) ?? watchConnection(socket);
  responses.add(res);
  res.once('close', () => responses.delete(res));
}

/** Waits until the response is the one that its connection sends, or there is no connection any more. */
export async function turnOf({ httpVersionMajor }, res) {
  if (httpVersionMajor > 1 || res.socket !== null || res.destroyed) return;
  await new Promise((resolve) => {
    res.once('socket', resolve);
    res.once('close', resolve);
  });
}
