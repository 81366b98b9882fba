/** What a process of this machine holds, as the kernel tells it: its temporary files, and its memory. Linux. */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';

const ours = /\/kintone-shim-[0-9a-f-]{36}( \(deleted\))?$/;

function linkOf(path) {
  try {
    return readlinkSync(path);
  } catch {
    // Closed meanwhile.
    return '';
  }
}

/** How many descriptors a process has open. */
export const descriptorsOf = (pid) => readdirSync(`/proc/${pid}/fd`).length;

/** The server's temporary files that a process has open, each by what its descriptor leads to. */
export function temporaryFilesOf(pid) {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder)
    .map((name) => linkOf(`${folder}/${name}`))
    .filter((link) => ours.test(link));
}

/** Those that have a name in a folder: there are to be none. */
export function namedTemporaryFiles(folder = tmpdir()) {
  return readdirSync(folder).filter((name) => ours.test(`/${name}`));
}

/** The most memory that a process has had, in bytes. */
export function peakMemoryOf(pid) {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
}
