/**
 * happy-dom 21.0.4 forgets the name in `append(name, blob, filename)`. Where a FormData does so, its files get their names while
 * requests are intercepted.
 */
import { replace } from './replace.js';

function forgetsNames({ FormData, Blob }) {
  try {
    const form = new FormData();
    form.append('file', new Blob([]), 'name');
    return form.get('file').name !== 'name';
  } catch {
    return false;
  }
}

/** @returns {() => void} Ends it. */
export function nameFiles(target) {
  if (typeof target.FormData !== 'function' || !forgetsNames(target)) return () => {};
  const { prototype } = target.FormData;
  const naming = (method) =>
    function (name, ...given) {
      method.apply(this, arguments);
      // Of WebIDL: no file name is what is not given, or is undefined.
      if (given[1] === undefined) return;
      const file = this.getAll(name).at(-1);
      if (file.name !== given[1]) file.name = String(given[1]);
    };
  const undo = ['append', 'set'].map((name) => replace(prototype, name, naming(prototype[name])));
  return () => undo.forEach((restore) => restore());
}
