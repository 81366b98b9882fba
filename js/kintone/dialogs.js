/** What kintone's pages have shown over themselves, and what a test has said that its user answers (R04, W08). */

import { ownOf } from '../core/own-members.js';

/** By createDialog: closed by its own close(). */
const byScript = 'FUNCTION';

/** @param {(answer: unknown) => void} check Throws where nobody can answer so. */
export function createDialogs(check) {
  /** @type {object[]} */
  let shown = [];
  /** @type {string[]} */
  let answers = [];
  /** The texts of errors that no test has been told of. @type {string[]} */
  let unread = [];

  function show(dialog) {
    shown.push(Object.freeze(dialog));
  }

  /** @param {string} text Kintone's words. @param {boolean} [isTold] The test is told of it elsewhere. */
  function showError(text, isTold = false) {
    show({ kind: 'error', text });
    if (!isTold) unread.push(text);
  }

  const unansweredBy = ({ code, message }) => Object.assign(new Error(message), { code });

  /** The next answer. */
  function answered(dialog, unanswered) {
    // An answer is for one dialog, be it one that nobody can give to this one.
    const answer = answers.shift();
    show({ ...dialog, answer });
    if (answer === undefined || (dialog.kind === 'confirm' && answer === byScript)) {
      throw unansweredBy(unanswered);
    }
    return answer;
  }

  /** What createDialog gives. `beforeClose` may keep it open: then the next answer counts. */
  function made(dialog, beforeClose, unanswered) {
    let close;
    const closed = new Promise((resolve) => {
      close = () => resolve(byScript);
    });
    return {
      async show() {
        for (;;) {
          const answer = answered(dialog, unanswered);
          if (answer === byScript) return closed;
          if (typeof beforeClose !== 'function' || (await beforeClose(answer)) !== false) return answer;
        }
      },
      close: () => close(),
    };
  }

  return {
    show,
    showError,
    made,
    confirm: async (dialog, unanswered) => answered(dialog, unanswered),
    /** The dialogs, oldest first, with a member `answer(word)` for those to come. @returns {any} */
    list() {
      unread = [];
      const answer = (word) => {
        check(word);
        answers.push(word);
      };
      return Object.freeze(Object.defineProperty([...shown], 'answer', ownOf({ value: answer })));
    },
    /** Tells `note` of each error that nobody has read. @param {(message: string) => void} note */
    noteUnread(note) {
      for (const text of unread) note(`shim.dialogs: ${text}`);
      unread = [];
    },
    reset() {
      shown = [];
      answers = [];
      unread = [];
    },
  };
}
