import { readFileSync, writeFileSync } from 'node:fs';

const samplingInterval = 5;

/**
 * Begins to look how far this process's resident memory goes. Linux can forget a process's peak so far and then tell the exact new
 * one; elsewhere samples have to do.
 * @returns {() => number} Ends it: bytes.
 */
export function startPeak() {
  let sampled = 0;
  const sample = () => (sampled = Math.max(sampled, process.memoryUsage.rss()));
  const timer = setInterval(sample, samplingInterval);
  let isExact = true;
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    isExact = false;
  }
  return () => {
    sample();
    clearInterval(timer);
    if (!isExact) {
      return sampled;
    }
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return Math.max(sampled, Number(kibibytes) * 1024);
  };
}
