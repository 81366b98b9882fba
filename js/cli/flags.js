/** Which flag of the command line stands for which option of createShim. */

const flagOf = {
  network: '--network',
  origin: '--origin',
  locale: '--locale',
  users: '--user',
  apiTokens: '--api-token',
  guestSpaces: '--guest-space',
};

/**
 * @param {object} options Of createShim, from flags.
 * @param {Function} createShim
 * @returns {object} The shim.
 * @throws {TypeError} An option is wrong: the message names its flag.
 */
export function makeShim(options, createShim) {
  const { locale, ...others } = options;
  const judge = (name, given) => {
    try {
      createShim(given).dispose();
    } catch (error) {
      throw new TypeError(`${flagOf[name]}: ${error.message}`);
    }
  };
  // First, as the others are told of in it.
  judge('locale', { locale });
  for (const [name, value] of Object.entries(others)) judge(name, { locale, [name]: value });
  return createShim(options);
}
