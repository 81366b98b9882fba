// Runs one question in a process of its own: one benchmark's heap and compiled code do not bear on the next.
import { startServer } from './start-server.js';

const [file, pace] = process.argv.slice(2);
const { measure } = await import(new URL(`../${file}`, import.meta.url));
const serverUrl = await startServer();
const rows = await measure({ serverUrl, quick: pace === 'quick' });
process.send(rows, () => process.exit());
