/**
 * What is made sure of before each entry into C++, at this one place. The module is one for all shims of a process: what ends
 * within it ends in the middle of C++, which has no way back, and takes every shim along. Two things could: a stack that
 * overflows, and memory that runs out.
 */

/**
 * Frames of `needStack` that take more of the stack than anything within the core and its glue does, several times over: measured by
 * tests/node/stack.test.js.
 */
const framesOfAnEntry = 100;

/** Uses up the stack by so many frames and gives it back: where there is too little, it throws here, with no C++ on it. */
function needStack(frames) {
  return frames === 0 ? 0 : 1 + needStack(frames - 1);
}

/** What follows enters the core several times, and must not stop half-way for want of stack: room for all of it, or a RangeError. */
export const needStackForMore = () => needStack(3 * framesOfAnEntry);

/** Handles whose end had no room on the stack. */
const ended = [];

function lengthOf(texts) {
  let length = 0;
  for (const text of texts) if (typeof text === 'string') length += text.length;
  return length;
}

/** @param {object} core The module: its functions, and its classes, whose names begin with a capital letter. */
export function guardEntries(core) {
  const most = core.mostOfCrossing();
  const fault = core.memoryFault();
  const guarded = (enter) =>
    function (...given) {
      needStack(framesOfAnEntry);
      while (ended.length > 0) end.call(ended.pop());
      if (lengthOf(given) > most) throw new RangeError(fault);
      return enter.apply(this, given);
    };
  let end;
  for (const [name, entry] of Object.entries(core)) {
    if (typeof entry !== 'function' || name === 'instantiateWasm' || name === 'locateFile') continue;
    if (!/^[A-Z]/.test(name)) {
      core[name] = guarded(entry);
      continue;
    }
    const { prototype } = entry;
    end ??= prototype.delete;
    for (const method of Object.keys(prototype)) {
      if (method !== 'constructor') prototype[method] = guarded(prototype[method]);
    }
    // It must not fail: what it is asked by is often itself on the way out of an overflow.
    prototype.delete = function () {
      try {
        needStack(framesOfAnEntry);
      } catch {
        ended.push(this);
        return;
      }
      end.call(this);
    };
  }
}
