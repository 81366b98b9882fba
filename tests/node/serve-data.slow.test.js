/** The same as in serve-data.test.js, 200 times. */
import { test } from 'node:test';
import { killAtRandom } from '../support/data-folder.js';

test('killed 200 times at random moments: what was answered is there', { timeout: 1_800_000 }, async (t) => {
  await killAtRandom(t, 200);
});
