/** A data folder is one server's at a time: a file in it has the id of the process. */
import * as fs from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const lockName = 'kintone.lock';

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch ({ code }) {
    // It runs, for somebody else.
    return code === 'EPERM';
  }
}

/** Whether its process ended without giving the folder back; one of this process' own id may be older than this process. */
function isStale(path, pid) {
  if (!(pid > 0)) return false;
  if (pid !== process.pid) return !isAlive(pid);
  return fs.statSync(path).mtimeMs < Date.now() - process.uptime() * 1000;
}

function create(path) {
  const descriptor = fs.openSync(path, 'wx', 0o600);
  try {
    fs.writeSync(descriptor, `${process.pid}\n`);
  } catch (error) {
    fs.rmSync(path, { force: true });
    throw error;
  } finally {
    fs.closeSync(descriptor);
  }
}

/**
 * @param {string} folder
 * @returns {string} The file's path; without the file the folder is free.
 * @throws {Error} Another server has the folder, which the message says; or with Node's code.
 */
export function takeLock(folder) {
  const path = join(folder, lockName);
  try {
    create(path);
    return path;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const pid = Number(fs.readFileSync(path, 'utf8'));
  if (!isStale(path, pid)) {
    throw new Error(
      `the option data names a folder that another server has (process ${pid}): ${folder}. ` +
        `Close that one first, or name another folder; where no server has it, remove ${path}`,
    );
  }
  fs.rmSync(path, { force: true });
  create(path);
  return path;
}
