import { Blob, builtinModule } from '../core/platform.js';
import { sliceLength } from './blob.js';

/** One is on its way, one is being read, one is at rest: none is written to while the socket may still read it. */
const bufferCount = 3;

/**
 * Frees the memory of ArrayBuffers now. Left to the garbage collector, the 200 MB of an upload set off a full collection
 * every few MB, which took longer than the upload itself. What is transferred to a port whose other end is closed is gone.
 */
function free(buffers) {
  port ??= openDrain();
  port.postMessage(null, buffers);
}

let port;

function openDrain() {
  const { MessageChannel } = builtinModule('node:worker_threads');
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.unref();
  return port1;
}

const { slice, stream, arrayBuffer } = Blob?.prototype ?? {};

/** A Blob of Node's, with none of its methods replaced, spied on or overridden: its memory is nobody else's. */
const isNative = (blob) =>
  blob instanceof Blob && blob.slice === slice && blob.stream === stream && blob.arrayBuffer === arrayBuffer;

/** A reader for this Blob where it is Node's own. */
export const nativeReaderFor = (blob) => (isNative(blob) ? new NativeReader() : undefined);

/** Node's own Blobs: their streams give memory that nobody else has, in one chunk from memory, in small ones from a file. */
class NativeReader {
  #spares = [];
  #turn = 0;

  #spare() {
    this.#turn = (this.#turn + 1) % bufferCount;
    return (this.#spares[this.#turn] ??= new Uint8Array(sliceLength));
  }

  async read(part) {
    const reader = part.stream().getReader();
    const first = await reader.read();
    if (first.value?.length === part.size) return first.value;
    const bytes = this.#spare();
    let length = 0;
    const copied = [];
    for (let next = first; !next.done; next = await reader.read()) {
      bytes.set(next.value, length);
      length += next.value.length;
      copied.push(next.value.buffer);
    }
    free(copied);
    return bytes.subarray(0, length);
  }

  /** The socket has taken the slice. */
  release(bytes) {
    if (!this.#spares.some(({ buffer }) => buffer === bytes.buffer)) free([bytes.buffer]);
  }
}
