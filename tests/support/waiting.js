/** Tests wait for what they assert, and for no time: then they are right on a machine that is busy with others, too. */

/** When something that never comes is given up: far beyond what any machine needs. */
const PATIENCE = 120_000;

/**
 * @template T
 * @param {() => T | Promise<T>} condition asked again and again
 * @returns {Promise<T>} the first of what it gives that is true
 */
export async function until(condition) {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (performance.now() > end) throw new Error(`this did not come true: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Time that goes by where something is slow by itself, such as a client on a slow line. No test waits so for what it asserts. */
export const slowness = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * What one side of a test says and the other waits for.
 * @returns {{ given: Promise<void>, give: () => void }}
 */
export function createSignal() {
  let give;
  const given = new Promise((resolve) => (give = resolve));
  return { given, give };
}
