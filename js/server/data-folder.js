/**
 * The folder in which a server keeps apps, records and files beyond its own life. What changed is written as a whole, into a file
 * that then takes the place of the last one: at every moment there is one that is whole. The bytes of each uploaded file are in a
 * file of their own, which is there before the first snapshot that names it.
 */
import { Blob, Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { takeLock } from './folder-lock.js';
import { mergeApps } from './stored-apps.js';

const snapshotName = 'kintone.jsonl';
const filesName = 'files';
/** Whether a name is one that a stored file has: others in the folder are somebody else's. */
const isOurs = (name) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(name);

const lastLine = '"end"';

/** All bytes, in however many writes. */
function writeAll(descriptor, bytes) {
  for (let at = 0; at < bytes.length;) at += fs.writeSync(descriptor, bytes, at);
}

/** The bytes of one file. */
class StoredFile {
  #folder;
  #path;

  constructor(folder, name, size) {
    this.#folder = folder;
    this.#path = folder.pathOf(name);
    this.name = name;
    this.size = size;
  }

  async blob() {
    return new Blob([await readFile(this.#path)]);
  }

  /** What goes on when they are dropped still gets them all. */
  stream() {
    return fs.createReadStream('', { fd: fs.openSync(this.#path, 'r') });
  }

  drop() {
    if (this.#folder.isOpen) fs.rmSync(this.#path, { force: true });
  }
}

/** Takes the bytes of a file as they come, see js/rest/backend.js. */
class StoringSink {
  #folder;
  #name = randomUUID();
  #descriptor;
  #size = 0;

  constructor(folder) {
    this.#folder = folder;
  }

  #open() {
    this.#descriptor ??= fs.openSync(this.#folder.pathOf(this.#name), 'wx', 0o600);
    return this.#descriptor;
  }

  /** @throws {Error} With Node's code, such as ENOSPC. */
  write(bytes) {
    writeAll(this.#open(), bytes);
    this.#size += bytes.length;
  }

  end() {
    fs.closeSync(this.#open());
    this.#descriptor = undefined;
    return new StoredFile(this.#folder, this.#name, this.#size);
  }

  discard() {
    if (this.#descriptor !== undefined) fs.closeSync(this.#descriptor);
    this.#descriptor = undefined;
    fs.rmSync(this.#folder.pathOf(this.#name), { force: true });
  }
}

export class DataFolder {
  #path;
  #isLoaded = false;
  #lock;
  isOpen = true;

  /** @throws {Error} The folder cannot be made, with Node's code; or another server has it, which the message says. */
  constructor(path) {
    this.#path = resolve(path);
    fs.mkdirSync(join(this.#path, filesName), { recursive: true });
    this.#lock = takeLock(this.#path);
  }

  pathOf(name) {
    return join(this.#path, filesName, name);
  }

  get #snapshot() {
    return join(this.#path, snapshotName);
  }

  openSink() {
    return new StoringSink(this);
  }

  /** Bytes that are there as a whole. */
  keep(bytes) {
    const sink = this.openSink();
    sink.write(bytes);
    return sink.end();
  }

  /** @throws {Error} What was stored is not there any more; with Node's code. */
  check() {
    fs.accessSync(this.#snapshot, fs.constants.R_OK);
    fs.accessSync(join(this.#path, filesName));
  }

  /**
   * What is stored takes the place of what the core has.
   * @param {import('../core/record-core.js').RecordCore} core
   * @returns {Map<string, StoredFile> | undefined} Its files, by their keys; nothing where nothing is stored.
   * @throws {Error} It cannot be read: the message names the file, and nothing has changed.
   */
  load(core) {
    if (!fs.existsSync(this.#snapshot)) return undefined;
    try {
      return this.#read(core, fs.readFileSync(this.#snapshot, 'utf8').split('\n'));
    } catch (error) {
      throw new Error(`${this.#snapshot} cannot be read, and was left as it is: ${error.message}`);
    }
  }

  #read(core, lines) {
    if (lines.at(-2) !== lastLine) throw new Error('its end is missing');
    const [stored, ...parts] = lines.slice(0, -2).map((line) => JSON.parse(line));
    const kept = new Map();
    const files = [];
    for (const { stored: name, ...file } of stored.files) {
      if (!isOurs(name)) throw new Error(`${JSON.stringify(name)} is no name of a file that was stored`);
      const size = fs.statSync(this.pathOf(name), { throwIfNoEntry: false })?.size;
      // Its three days were over.
      if (size === undefined && file.state === 'temporary') continue;
      if (size === undefined) throw new Error(`${this.pathOf(name)} is missing`);
      files.push({ ...file, bytes: size });
      kept.set(file.fileKey, new StoredFile(this, name, size));
    }
    // Once: afterwards what is stored is what there was last.
    const { apps, records } = this.#isLoaded
      ? { apps: stored.apps, records: [] }
      : mergeApps(stored, parts.flat(), core.snapshot());
    core.restore(JSON.stringify({ ...stored, apps, files, records: [] }), this.#snapshot);
    for (const part of [...parts, records]) core.restore(JSON.stringify({ records: part }), this.#snapshot);
    core.finishRestoring(this.#snapshot);
    if (!this.#isLoaded) this.#removeOthers(new Set(stored.files.map(({ stored: name }) => name)));
    this.#isLoaded = true;
    return kept;
  }

  /** Bytes that no snapshot names: of a process that ended before it could. */
  #removeOthers(names) {
    for (const name of fs.readdirSync(join(this.#path, filesName))) {
      if (isOurs(name) && !names.has(name)) fs.rmSync(this.pathOf(name), { force: true });
    }
  }

  /**
   * @param {import('../core/record-core.js').RecordCore} core
   * @param {(id: number) => StoredFile} keptOf
   * @throws {Error} It cannot be written, with Node's code: what was stored is as it was.
   */
  save(core, keptOf) {
    const { files, ...head } = core.snapshotHead();
    const named = files.map(({ id, ...file }) => ({ ...file, stored: keptOf(id).name }));
    const next = `${this.#snapshot}.new`;
    try {
      this.#write(next, { ...head, files: named, records: [] }, core.parts());
      fs.renameSync(next, this.#snapshot);
    } catch (error) {
      try {
        fs.rmSync(next, { force: true });
      } catch {
        // Why it could not be written is what counts.
      }
      throw error;
    }
    this.#isLoaded = true;
  }

  #write(path, head, parts) {
    const descriptor = fs.openSync(path, 'w', 0o600);
    const write = (line) => writeAll(descriptor, Buffer.from(`${line}\n`));
    try {
      write(JSON.stringify(head));
      for (const part of parts) write(part);
      write(lastLine);
    } finally {
      fs.closeSync(descriptor);
    }
  }

  /** Nothing is written any more, and another may have the folder. */
  close() {
    if (this.isOpen) fs.rmSync(this.#lock, { force: true });
    this.isOpen = false;
  }
}
