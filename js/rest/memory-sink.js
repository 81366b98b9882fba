import { Blob } from '../core/platform.js';

/** The bytes of a file, in memory. */
export const keptBlob = (blob) => ({
  size: blob.size,
  blob: async () => blob,
  stream: () => blob.stream(),
  drop() {},
});

/** Keeps bytes in memory, as they came until the end, then as a Blob: one copy of them at most (F08). */
export function memorySink() {
  let pieces = [];
  return {
    write(bytes) {
      pieces.push(bytes);
    },
    end() {
      const blob = new Blob(pieces);
      pieces = [];
      return keptBlob(blob);
    },
    discard() {
      pieces = [];
    },
  };
}
