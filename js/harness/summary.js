import { Mask } from '../core/mask/mask.js';
import { lineOf } from './entry.js';

/** Calls that the console shows. */
const mostShown = 10;

/**
 * What Node's console shows of a shim.
 * @param {{ origin: string, network: string, isManual: boolean }} facts
 * @param {{ calls: object[], waitingRoutes: string[], files: number, records: number }} state
 */
export function summaryOf({ origin, network, isManual }, { calls, waitingRoutes, ...counts }) {
  const clock = isManual ? ", clock: 'manual'" : '';
  return {
    head: `Shim of ${origin} (network: ${network}${clock})`,
    shown: {
      calls: calls.length,
      ...(calls.length > 0 ? { last: calls.slice(-mostShown).map((entry) => lineOf(entry)) } : {}),
      ...(waitingRoutes.length > 0
        ? { waitingRoutes: waitingRoutes.map((line) => new Mask().text(line)) }
        : {}),
      ...counts,
    },
  };
}
