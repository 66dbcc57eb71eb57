import type { Micros } from '../base/time.ts';
import { micros } from '../base/time.ts';
import type { TcpConfig } from './config.ts';
import type { SendRecord } from './control-block.ts';

/** How long until the next probe: the RTO, doubled after each probe (RFC 9293 §3.8.6.1). */
export const persistInterval = (send: SendRecord, config: TcpConfig): Micros =>
  micros(Math.min(send.rto * 2 ** send.probeBackoff, config.maxRto));
