import { Blob } from '../core/platform.js';

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
      return {
        size: blob.size,
        blob: async () => blob,
        stream: () => blob.stream(),
        drop() {},
      };
    },
    discard() {
      pieces = [];
    },
  };
}
