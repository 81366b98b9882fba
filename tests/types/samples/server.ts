// The server for pages, and the listener for servers of others.
import { createShim } from 'kintone-shim';
import { requestListener, serve, type RequestListener, type Server } from 'kintone-shim/server';

interface Request {
  url?: string;
}
interface Middlewares {
  use(handle: (request: Request, response: object, next: (error?: Error) => void) => void): void;
}
declare const middlewares: Middlewares;
declare function createServer(listener: (request: Request, response: object) => void): void;

const shim = createShim({ network: ['api.example.com'], clock: 'manual' });
const listener: RequestListener = requestListener(shim);
middlewares.use(listener);
createServer(
  requestListener(shim, { host: 'app.example.com', relay: true, log: (line) => console.log(line) }),
);

async function start(): Promise<string> {
  await serve();
  const server: Server = await serve({
    port: 0,
    host: '::1',
    root: 'public',
    data: 'data',
    shim,
    inject: true,
    relay: false,
  });
  server.shim.verify();
  await server.close();
  await using other = await serve({ root: undefined });
  return `${server.url} ${server.port.toFixed()} ${other.url}`;
}
export const started: Promise<string> = start();
