/** How much of a body is kept to be looked at: by the journal of a test, and by the inspector. */

/** Characters; of a Blob bytes. */
export const longestBody = 256 * 1024;
