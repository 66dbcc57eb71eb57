import type { Micros } from '../base/time.ts';
import type { Cubic } from './control-block.ts';
import { copyOfCubic } from './copies.ts';

/** RFC 9438: the constants, in Linux's fractions. */
const BETA = 717 / 1024;
const C = 0.4;
/** How much more slowly than the cubic a Reno flow would grow (RFC 9438 §4.3). */
const FRIENDLY = 15 / 8;

export const FRESH_CUBIC: Cubic = Object.freeze({
  lastMaximum: 0,
  epoch: null,
  origin: 0,
  k: 0,
  count: 0,
  acked: 0,
  estimate: 0,
});

/** RFC 9438 §4.6 and §4.7: 0.7 of the window; a maximum lower than the last one makes room for others (fast convergence). */
export function cubicThreshold(cwnd: number, cubic: Cubic): { readonly ssthresh: number; readonly cubic: Cubic } {
  const lastMaximum = cwnd < cubic.lastMaximum ? Math.floor((cwnd * (1024 + 717)) / 2048) : cwnd;
  return { ssthresh: Math.max(Math.floor(cwnd * BETA), 2), cubic: { ...cubic, lastMaximum, epoch: null } };
}

/** How many acknowledged segments are worth one more (RFC 9438 §4.2; Linux's bictcp_update). */
export function cubicWindow(
  before: Cubic,
  cwnd: number,
  acked: number,
  now: Micros,
  minRtt: Micros,
): { readonly cubic: Cubic; readonly count: number } {
  const cubic = copyOfCubic(before);
  cubic.acked += acked;
  if (cubic.epoch === null) {
    cubic.epoch = now;
    cubic.acked = acked;
    cubic.estimate = cwnd;
    if (cubic.lastMaximum <= cwnd) {
      cubic.k = 0;
      cubic.origin = cwnd;
    } else {
      cubic.k = Math.cbrt((cubic.lastMaximum - cwnd) / C);
      cubic.origin = cubic.lastMaximum;
    }
  }
  const seconds = (now - cubic.epoch + minRtt) / 1_000_000;
  const target = Math.floor(cubic.origin + C * (seconds - cubic.k) ** 3);
  let count = target > cwnd ? Math.floor(cwnd / (target - cwnd)) : 100 * cwnd;
  if (cubic.lastMaximum === 0 && count > 20) count = 20;
  const per = Math.floor(cwnd * FRIENDLY);
  while (cubic.acked > per) {
    cubic.acked -= per;
    cubic.estimate++;
  }
  if (cubic.estimate > cwnd) count = Math.min(count, Math.floor(cwnd / (cubic.estimate - cwnd)));
  cubic.count = Math.max(count, 2);
  return { cubic, count: cubic.count };
}
