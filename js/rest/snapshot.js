/** What kintone's side keeps, as JSON, and back: the core has the apps and records, this the bytes of files. */
import { decodeBase64, encodeBase64 } from '../core/platform.js';
import { ownOf } from '../core/own-members.js';

/** Characters of records that are read at once. */
const part = 1_048_576;
const path = 'shim.restore(snapshot): snapshot';

/**
 * @param {import('../core/record-core.js').RecordCore} core
 * @param {(id: number) => { blob: () => Promise<Blob> }} keptOf The bytes of a file.
 */
export async function takeSnapshot(core, keptOf) {
  const { files, ...rest } = core.snapshot();
  // All of them are asked for at once: what goes meanwhile is read to its end.
  const read = files.map(async ({ id, ...shown }) => {
    const blob = await keptOf(id).blob();
    return { ...shown, content: encodeBase64(new Uint8Array(await blob.arrayBuffer())) };
  });
  return { ...rest, files: await Promise.all(read) };
}

/** The elements of a list as JSON texts, each of some of them. */
function* partsOf(list) {
  let texts = [];
  let length = 0;
  for (const each of list) {
    const text = JSON.stringify(each) ?? 'null';
    texts.push(text);
    length += text.length;
    if (length < part) continue;
    yield `[${texts.join()}]`;
    [texts, length] = [[], 0];
  }
  yield `[${texts.join()}]`;
}

/** Nothing where it is not the Base64 that these bytes have. */
function bytesIn(content) {
  try {
    const bytes = decodeBase64(content);
    return encodeBase64(bytes) === content ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {import('../core/record-core.js').RecordCore} core
 * @param {unknown} given A snapshot.
 * @returns {Map<string, Uint8Array>} Its files' bytes, by their keys.
 * @throws {TypeError} It is none: the message names what is wrong.
 */
export function readSnapshot(core, given) {
  const isObject = typeof given === 'object' && given !== null;
  const { version, apps, files, records } = ownOf(isObject ? given : {});
  const kept = new Map();
  const told = (each) => {
    if (typeof each !== 'object' || each === null) return each ?? null;
    const { content, ...shown } = ownOf(each);
    const bytes = bytesIn(content);
    if (bytes) kept.set(shown.fileKey, bytes);
    return { ...shown, bytes: bytes?.length };
  };
  const head = {
    ...{ version, apps, files: Array.isArray(files) ? files.map(told) : files },
    records: Array.isArray(records) ? [] : records,
  };
  core.restore(isObject ? JSON.stringify(head) : JSON.stringify(given) || 'null', path);
  for (const text of partsOf(/** @type {unknown[]} */ (records))) core.restore(`{"records":${text}}`, path);
  core.finishRestoring(path);
  return kept;
}
