/**
 * What is made sure of before each entry into C++, at this one place. The module is one for all shims of a process: what ends
 * within it ends in the middle of C++, which has no way back, and takes every shim along. Two things could: a stack that
 * overflows, and memory that runs out.
 */

/**
 * Arguments that take more of the stack than the core and its glue do, measured by tests/node/stack.test.js. An entry needs most for a
 * query that nests as deep as it may: fewer than 3,000. A step of a call of kintone.proxy nests nothing: fewer than 500.
 */
const roomOfAnEntry = Array(4_000).fill(0);
const roomOfAStep = Array(1_500).fill(0);
/** The same, with the JavaScript between several of them. */
const roomOfEntries = Array(8_000).fill(0);
const roomOfSteps = Array(4_000).fill(0);

/** Uses up the stack by so many arguments and gives it back: where there is too little, it throws here, with no C++ on it. */
const needStack = (room) => Reflect.apply(function () {}, undefined, room);

/** What follows enters the core several times, and must not stop half-way for want of stack: room for all of it, or a RangeError. */
export const needStackForEntries = () => needStack(roomOfEntries);
/** The same of a call of kintone.proxy. */
export const needStackForSteps = () => needStack(roomOfSteps);

/** Ends that had no room on the stack. */
const ends = [];

function lengthOf(texts) {
  let length = 0;
  for (const text of texts) if (typeof text === 'string') length += text.length;
  return length;
}

/**
 * @param {object} core The module: its functions, and its classes, whose names begin with a capital letter.
 * @param {string[]} others Names in it that are not the module's.
 * @param {{ crossing: number, memoryFault: string }} constants Characters of all texts of an entry, and what is said of more.
 */
export function guardEntries(core, others, { crossing, memoryFault }) {
  const guarded = (enter, room = roomOfAnEntry) =>
    function (...given) {
      needStack(room);
      while (ends.length > 0) ends.pop()();
      if (lengthOf(given) > crossing) throw new RangeError(memoryFault);
      return enter.apply(this, given);
    };
  // It must not fail: what it is asked by is often itself on the way out of an overflow.
  const late = (enter) =>
    function (...given) {
      const end = () => enter.apply(this, given);
      try {
        needStack(roomOfAnEntry);
      } catch {
        ends.push(end);
        return;
      }
      end();
    };
  let endHandle;
  for (const [name, entry] of Object.entries(core)) {
    if (typeof entry !== 'function' || others.includes(name)) continue;
    if (!/^[A-Z]/.test(name)) {
      core[name] = guarded(entry);
      continue;
    }
    const { prototype } = entry;
    const room = name === 'Exchanges' ? roomOfAStep : roomOfAnEntry;
    // Embind's classes have it from one that they share.
    endHandle ??= prototype.delete;
    for (const method of Object.keys(prototype)) {
      if (method === 'constructor') continue;
      prototype[method] = method === 'discard' ? late(prototype[method]) : guarded(prototype[method], room);
    }
    prototype.delete = late(function () {
      endHandle.call(this);
    });
  }
}
