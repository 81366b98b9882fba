/**
 * Reads a Blob of any realm in slices, by what it has (U03, U05): Node's and the browsers' have `arrayBuffer` and `stream`,
 * older ones of DOM emulators only a FileReader beside them.
 */
import { joined } from '../core/bytes.js';
import { Blob, File } from '../core/platform.js';

/**
 * Two slices in memory at a time: smaller ones cost throughput, larger ones memory. The transport waits after each until it is
 * written, which the reuse of buffers in native-blob.js relies on.
 */
export const sliceLength = 1024 * 1024;

async function readStream(stream) {
  const chunks = [];
  for (let reader = stream.getReader(), part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
  }
  return joined(chunks);
}

function readWithReader(FileReader, blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}

async function readAny(blob, FileReader) {
  if (typeof blob.arrayBuffer === 'function') return new Uint8Array(await blob.arrayBuffer());
  if (typeof blob.stream === 'function') return readStream(blob.stream());
  if (typeof FileReader === 'function') return readWithReader(FileReader, blob);
  throw new TypeError(
    'this Blob has no arrayBuffer() and no stream(), and there is no FileReader to read it with',
  );
}

/**
 * @param {Blob} blob
 * @param {number} size Its length in bytes, as the core was told.
 * @param {typeof FileReader} [FileReader] The reader of the Blob's realm.
 * @param {{ read: (slice: Blob) => Promise<Uint8Array>, release: (bytes: Uint8Array) => void }} [native] A faster way.
 * @yields {Uint8Array} The bytes, in slices; the next one is read while one is on its way. A slice is the reader's until
 *   the next one is asked for.
 */
export async function* slicesOf(blob, size, FileReader, native) {
  const readSlice = async (start) => {
    const end = Math.min(start + sliceLength, size);
    const slice = blob.slice(start, end);
    const bytes = await (native ? native.read(slice) : readAny(slice, FileReader));
    if (bytes.length === end - start) return bytes;
    throw new RangeError(`bytes ${start} to ${end} of the Blob were ${bytes.length} bytes`);
  };
  const readAt = (start) => {
    const slice = readSlice(start);
    // Awaited one turn later: until then nobody else handles its failure.
    slice.catch(() => {});
    return slice;
  };
  // The caller's Blob may run code of its owner: not within the transport's own steps.
  await undefined;
  let following = size > 0 ? readAt(0) : undefined;
  for (let start = 0; start < size; start += sliceLength) {
    const bytes = await following;
    if (start + sliceLength < size) following = readAt(start + sliceLength);
    yield bytes;
    if (bytes.length === sliceLength) native?.release(bytes);
  }
  if (blob.size !== size) throw new RangeError(`the Blob has ${blob.size} bytes and had ${size}`);
}

/**
 * The same as a Blob of the platform, which its fetch can read; a File where it was one.
 * @param {Blob} blob
 * @param {number} size Its length in bytes, as the core was told.
 * @param {typeof FileReader} [FileReader] The reader of the Blob's realm.
 * @returns {Promise<Blob>}
 * @throws What reading it throws.
 */
export async function platformBlob(blob, size, FileReader) {
  if (blob instanceof Blob) return blob;
  const slices = [];
  for await (const bytes of slicesOf(blob, size, FileReader)) slices.push(bytes);
  const { name, type, lastModified } = /** @type {File} */ (blob);
  return typeof name === 'string'
    ? new File(slices, name, { type, lastModified })
    : new Blob(slices, { type });
}

/** The same of a route's body that is no text: bytes, a Blob, or nothing. */
export async function bodyBlob(body, FileReader) {
  if (body === undefined || ArrayBuffer.isView(body)) return body && new Blob([body]);
  return platformBlob(body, body.size, FileReader);
}
