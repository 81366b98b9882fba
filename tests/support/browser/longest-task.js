const isTask = ({ ph, name }) => ph === 'X' && name === 'ThreadControllerImpl::RunTask';
const isMainThread = ({ ph, name, args }) =>
  ph === 'M' && name === 'thread_name' && args.name === 'CrRendererMain';

/**
 * How long a page keeps its reader waiting at a time, however busy the machine is with others.
 * @param {import('playwright-core').Page} page
 * @param {() => Promise<unknown>} act what the page is given to do
 * @returns {Promise<number>} the milliseconds for which a processor worked on the longest task of a page's main thread
 */
export async function longestTask(page, act) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ['toplevel'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threads = new Set(traceEvents.filter(isMainThread).map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter((each) => isTask(each) && threads.has(`${each.pid} ${each.tid}`));
  // Of one that had begun before it is not known.
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
