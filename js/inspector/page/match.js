/** What a filter finds. */
import { outcome, say } from './dom.js';
import { decoded } from './formatting.js';

/** Whoever types a wide letter means the other one as well. */
const plain = (text) => text.normalize('NFKC').toLowerCase();

/** All words of a call, those that are shown as well. */
function wordsOf(call) {
  const { api, method, url, state, status, code, warnings } = call;
  const { word, long } = outcome(call);
  // Codes stand for themselves.
  const titles = warnings.map((name) => (/^[a-z]/.test(name) ? say(name) : name));
  return plain([api, method, url, decoded(url), state, status, code, word, long, ...titles].join(' '));
}

/**
 * @param {string} text Every word of it must be found, those with a `-` must not.
 * @returns {(call: object) => boolean} `call.words` keeps what was compared, until it is deleted.
 */
export function matcher(text) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  return (call) => {
    call.words ??= wordsOf(call);
    return words.every((word) =>
      word.length > 1 && word[0] === '-' ? !call.words.includes(word.slice(1)) : call.words.includes(word),
    );
  };
}
