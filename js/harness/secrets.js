/** @returns {boolean} Whether a header, a parameter or a member of this name has a value that nobody is shown. */
export const isSecret = (name) => /auth(?!or(?!iz))|cookie|token|secret|passw|^x-cybozu-/i.test(name);
