/* global kintone */

/**
 * Fetches a report and tells the user what went wrong if the proxy itself failed. What kintone rejects with is no
 * Error: it is a string, a JSON text.
 * @param {string} reportUrl
 * @returns {Promise<string>}
 */
export async function fetchReport(reportUrl) {
  try {
    const [body] = await kintone.proxy(reportUrl, 'GET', {}, {});
    return body;
  } catch (error) {
    const { code } = JSON.parse(error);
    return `レポートを取得できません: ${code}`;
  }
}
