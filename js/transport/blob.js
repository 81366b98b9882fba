/**
 * Reads a Blob of any realm in slices, by what it has (U03, U05): Node's and the browsers' have `stream` and `arrayBuffer`,
 * older ones of DOM emulators only a FileReader beside them.
 */
import { Blob } from 'node:buffer';
import { MessageChannel } from 'node:worker_threads';

/** Two slices in memory at a time: smaller ones cost throughput, larger ones memory. */
const sliceLength = 1024 * 1024;

/** One is on its way, one is being read, one is at rest: none is written to while the socket may still read it. */
const bufferCount = 3;

/**
 * Frees the memory of ArrayBuffers now. Left to the garbage collector, the 200 MB of an upload set off a full collection
 * every few MB, which took longer than the upload itself. What is transferred to a port whose other end is closed is gone.
 */
const free = (() => {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.unref();
  return (buffers) => port1.postMessage(null, buffers);
})();

async function readStream(stream) {
  const chunks = [];
  for (let reader = stream.getReader(), part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

function readWithReader(FileReader, blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}

async function readForeign(blob, FileReader) {
  if (typeof blob.arrayBuffer === 'function') return new Uint8Array(await blob.arrayBuffer());
  if (typeof blob.stream === 'function') return readStream(blob.stream());
  if (typeof FileReader === 'function') return readWithReader(FileReader, blob);
  throw new TypeError(
    'this Blob has no arrayBuffer() and no stream(), and there is no FileReader to read it with',
  );
}

/** A Blob of Node's, with none of its methods replaced. */
const isNative = (blob) =>
  blob instanceof Blob &&
  ['slice', 'stream', 'arrayBuffer'].every((method) => blob[method] === Blob.prototype[method]);

/** Node's own Blobs: their streams give memory that nobody else has, in one chunk from memory, in small ones from a file. */
class NativeReader {
  #spares = [];
  #turn = 0;

  #spare() {
    this.#turn = (this.#turn + 1) % bufferCount;
    return (this.#spares[this.#turn] ??= new Uint8Array(sliceLength));
  }

  async read(slice) {
    const reader = slice.stream().getReader();
    const first = await reader.read();
    if (first.value?.length === slice.size) return first.value;
    const bytes = this.#spare();
    let length = 0;
    const copied = [];
    for (let part = first; !part.done; part = await reader.read()) {
      bytes.set(part.value, length);
      length += part.value.length;
      copied.push(part.value.buffer);
    }
    free(copied);
    return bytes.subarray(0, length);
  }

  /** The socket has taken the slice. */
  release(bytes) {
    if (!this.#spares.some(({ buffer }) => buffer === bytes.buffer)) free([bytes.buffer]);
  }
}

async function readSlice(blob, start, end, native, FileReader) {
  const slice = blob.slice(start, end);
  const bytes = await (native ? native.read(slice) : readForeign(slice, FileReader));
  if (bytes.length === end - start) return bytes;
  throw new RangeError(`bytes ${start} to ${end} of the Blob were ${bytes.length} bytes`);
}

/**
 * @param {Blob} blob
 * @param {typeof FileReader} [FileReader] The reader of the Blob's realm.
 * @yields {Uint8Array} The bytes, in slices; the next one is read while one is on its way. A slice is the reader's until
 *   the next one is asked for.
 */
export async function* slicesOf(blob, FileReader) {
  const { size } = blob;
  const native = isNative(blob) ? new NativeReader() : undefined;
  const readAt = (start) => {
    const slice = readSlice(blob, start, Math.min(start + sliceLength, size), native, FileReader);
    // Awaited one turn later: until then nobody else handles its failure.
    slice.catch(() => {});
    return slice;
  };
  let following = size > 0 ? readAt(0) : undefined;
  for (let start = 0; start < size; start += sliceLength) {
    const bytes = await following;
    if (start + sliceLength < size) following = readAt(start + sliceLength);
    yield bytes;
    // Only a slice larger than a socket's buffer: of these undici waits until they are written.
    if (bytes.length === sliceLength) native?.release(bytes);
  }
}
