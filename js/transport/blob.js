/**
 * Reads a Blob of any realm in slices, by what it has (U03, U05): Node's and the browsers' have `arrayBuffer`, older ones
 * of DOM emulators only a FileReader beside them.
 */

/** One slice in memory at a time: smaller ones cost throughput, larger ones memory. */
const sliceLength = 1024 * 1024;

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

async function read(blob, FileReader) {
  if (typeof blob.arrayBuffer === 'function') return new Uint8Array(await blob.arrayBuffer());
  if (typeof blob.stream === 'function') return readStream(blob.stream());
  if (typeof FileReader === 'function') return readWithReader(FileReader, blob);
  throw new TypeError(
    'this Blob has no arrayBuffer() and no stream(), and there is no FileReader to read it with',
  );
}

async function readSlice(blob, start, end, FileReader) {
  const bytes = await read(blob.slice(start, end), FileReader);
  if (bytes.length === end - start) return bytes;
  throw new RangeError(`bytes ${start} to ${end} of the Blob were ${bytes.length} bytes`);
}

/**
 * @param {Blob} blob
 * @param {typeof FileReader} [FileReader] The reader of the Blob's realm.
 * @yields {Uint8Array} The bytes, in slices; the next one is read while one is on its way.
 */
export async function* slicesOf(blob, FileReader) {
  const { size } = blob;
  const readAt = (start) => {
    const slice = readSlice(blob, start, Math.min(start + sliceLength, size), FileReader);
    // Awaited one turn later: until then nobody else handles its failure.
    slice.catch(() => {});
    return slice;
  };
  let following = size > 0 ? readAt(0) : undefined;
  for (let start = 0; start < size; start += sliceLength) {
    const bytes = await following;
    if (start + sliceLength < size) following = readAt(start + sliceLength);
    yield bytes;
  }
}
