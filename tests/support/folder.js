import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A folder with these files, gone with the test.
 * @param {import('node:test').TestContext} t
 * @param {Record<string, string | Uint8Array | null>} [files] Their contents by path; `null` is a folder.
 * @returns {Promise<string>} Its path.
 */
export async function folderOf(t, files = {}) {
  const root = await mkdtemp(join(tmpdir(), 'kintone-shim-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    if (content === null) await mkdir(join(root, name));
    else await writeFile(join(root, name), content);
  }
  return root;
}
