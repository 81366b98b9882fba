/** Characters of what an error says that are told: a message is for reading. */
const longestFact = 10_000;

/**
 * What an error says of itself. It may be anything that a user's code can throw.
 * @returns {{ code: string, text: string }}
 */
export function errorFacts(cause) {
  try {
    const code =
      [cause?.code, cause?.cause?.code, cause?.cause?.name, cause?.name].find(
        (each) => typeof each === 'string',
      ) ?? '';
    return {
      code: code.slice(0, longestFact).toWellFormed(),
      text: String(cause?.detail ?? cause?.message ?? cause)
        .slice(0, longestFact)
        .toWellFormed(),
    };
  } catch {
    return { code: '', text: typeof cause };
  }
}
