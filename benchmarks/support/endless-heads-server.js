// Answers with heads that nobody should read to their end. Started by start-server.js, ends with its parent.
import { createServer } from 'node:net';

const ok = 'HTTP/1.1 200 OK\r\n';
const end = 'Content-Length: 2\r\n\r\nhi';

const answers = {
  '/lines': Buffer.from(`${ok}${'X: v\r\n'.repeat(16_000_000 / 6)}${end}`),
  '/line': Buffer.from(`${ok}X: ${'v'.repeat(15_000_000)}\r\n${end}`),
};

const server = createServer((socket) => {
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    const [, path] = chunk.toString('latin1').split(' ', 2);
    socket.write(answers[path] ?? `${ok}${end}`);
  });
});
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit());
