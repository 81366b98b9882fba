import process from 'node:process';

/**
 * The milliseconds for which processors have worked for this process: what something costs, however busy the machine is with others.
 */
export function cpuTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
