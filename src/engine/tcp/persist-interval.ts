import type { Micros } from '../base/time.ts';
import { micros } from '../base/time.ts';
import type { Connection, SendRecord } from './control-block.ts';

/**
 * How long until the next probe at `now`: the RTO, doubled after each probe (RFC 9293 §3.8.6.1), and no longer than what is left of
 * the user timeout, which counts from the first one (Linux's tcp_clamp_probe0_to_user_timeout).
 */
export function persistInterval(send: SendRecord, { config, probedSince }: Connection, now: Micros): Micros {
  const interval = Math.min(send.rto * 2 ** send.probeBackoff, config.maxRto);
  if (config.userTimeout === null || probedSince === null) return micros(interval);
  return micros(Math.max(1, Math.min(interval, probedSince + config.userTimeout - now)));
}
