import { constants, realpathSync } from 'node:fs';
import { lstat, open, opendir, realpath } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { head } from './reply.js';

/** The real file, whatever has come in its place since; and no waiting for the other end of a pipe. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const index = 'index.html';

/** Names of a folder that are shown. */
const mostListed = 1_000;

const missing = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG', 'ENXIO', 'EINVAL'];

/** Whether a real path is a folder's own, or below it. */
const isWithin = (path, folder) =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** Whether nothing is there that may be served: the system, or what is above, says so. */
const isMissing = ({ code }) => code === undefined || missing.includes(code);

/** The files below a folder; what its links lead to elsewhere is not. */
export class Folder {
  #root;
  /** A real path below which nothing is served. */
  #excluded;

  constructor(root) {
    this.#root = root;
  }

  /** @throws {Error} It is not there, or no folder. */
  static async open(path) {
    try {
      const root = await realpath(path);
      await (await opendir(root)).close();
      return new Folder(root);
    } catch (error) {
      const message = `the option root is no folder that can be read: ${resolve(path)} (${error.code})`;
      throw Object.assign(new Error(message, { cause: error }), { code: error.code });
    }
  }

  /**
   * Nothing below another folder is served, by whatever path.
   * @param {string} path It is there.
   * @throws {Error} All of this folder is in it.
   */
  exclude(path) {
    const real = realpathSync(path);
    if (isWithin(this.#root, real)) {
      throw new Error(
        `the option data names a folder whose files would be served: ${real}. Name one that is not the root (${this.#root}), nor around it`,
      );
    }
    this.#excluded = real;
  }

  /** Where a path within the folder really is; nothing where that is elsewhere. */
  async #locate(...names) {
    const real = await realpath(join(this.#root, ...names));
    if (!isWithin(real, this.#root)) throw new Error('outside the folder');
    if (this.#excluded !== undefined && isWithin(real, this.#excluded)) throw new Error('not served');
    return real;
  }

  #below(real) {
    return relative(this.#root, real).split(sep).join('/');
  }

  /** Opens the file at a path, which its caller closes: one within the folder, whatever happened on the way to it meanwhile. */
  async #open(...names) {
    const handle = await open(await this.#locate(...names), flags);
    try {
      const stat = await handle.stat();
      const real = await this.#locate(...names);
      const { dev, ino } = await lstat(real);
      if (!stat.isFile() || stat.dev !== dev || stat.ino !== ino) throw new Error('no file, or another one');
      return { path: this.#below(real), size: stat.size, handle };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** What is in a folder, the names of folders with a slash at the end: the first that the system gives. */
  async #list(...names) {
    const real = await this.#locate(...names);
    const entries = [];
    for await (const entry of await opendir(real)) {
      if (entries.push(entry.isDirectory() ? `${entry.name}/` : entry.name) === mostListed) break;
    }
    return { path: this.#below(real), names: entries };
  }

  /**
   * @param {string[]} path Names, as the core gives them; the last is empty where a folder is meant.
   * @returns {Promise<Partial<Found & { names: string[], reason: string }> | undefined>} A regular file, open; of a folder its index. `path`:
   *   where it really is below the folder. The caller closes it. Of a folder without an index the names in it. Where the system does not
   *   give it although it may be there, why.
   * @typedef {{ name: string, path: string, size: number, handle: import('node:fs/promises').FileHandle }} Found
   */
  async find(path) {
    try {
      const isFolder = (await lstat(await this.#locate(...path))).isDirectory();
      if (!isFolder && path.at(-1) === '') return undefined;
      if (!isFolder) return { name: path.at(-1), ...(await this.#open(...path)) };
      try {
        return { name: index, ...(await this.#open(...path, index)) };
      } catch (error) {
        if (error.code === 'ENOENT') return await this.#list(...path);
        throw error;
      }
    } catch (error) {
      // Not there, not inside, or not to be read: all the same to whoever asks.
      return isMissing(error) ? undefined : { reason: error.code };
    }
  }
}

async function sendPage({ req, res }, handle, fields, change) {
  const bytes = change(await handle.readFile());
  head(res, 200, fields, bytes.length);
  res.end(req.method === 'HEAD' ? undefined : bytes);
}

/**
 * Sends a file as the core says.
 * @param {(bytes: Buffer) => Buffer} [change] What becomes of a page.
 */
export async function sendFile(context, { handle, size }, { fields, isPage }, change) {
  const { req, res } = context;
  if (isPage && change) return sendPage(context, handle, fields, change);
  head(res, 200, fields, size);
  if (req.method === 'HEAD' || size === 0) return res.end();
  const bytes = handle.createReadStream({ start: 0, end: size - 1, autoClose: false });
  try {
    await pipeline(bytes, res, { end: false });
    // A file that lost its end meanwhile: the client must not wait for it.
    if (bytes.bytesRead < size) res.destroy();
    else res.end();
  } catch {
    res.destroy();
  }
}
