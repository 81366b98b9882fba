/** What a user's action on a page comes to: see types/page.d.ts. */

/**
 * @param {{ id?: number }} screen
 * @param {any} fired What the chain of the action's handlers came to.
 * @param {object} [more] What is otherwise than of an action that kintone did not carry out.
 */
export function resultOf({ id }, { cancelled, by, error, errors, thrown }, more) {
  return {
    ...{
      saved: false,
      cancelled,
      by,
      error,
      errors,
      thrown,
      id: id === undefined ? null : String(id),
      url: null,
    },
    ...more,
  };
}

/** As `resultOf`, of what was saved or is gone. */
export const savedOf = (screen, fired, more) =>
  resultOf(screen, fired, { saved: true, cancelled: false, by: null, ...more });

/** What kintone's REST side says of a record, by the codes of its fields: a number's place is written in another way (D16). */
export function errorsByField(errors) {
  const codeOf = (place) => /^record(?:\.(.+?)|\[(.+?)\])\.values?\b/.exec(place)?.slice(1).join('') ?? place;
  const textOfEach = (each) => [each?.messages ?? each].flat().join('\n');
  return Object.fromEntries(Object.entries(errors).map(([place, each]) => [codeOf(place), textOfEach(each)]));
}
