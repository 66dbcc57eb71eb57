import type { Micros } from '../base/time.ts';
import { micros, seconds } from '../base/time.ts';
import type { TcpConfig } from './config.ts';
import type { SendRecord } from './control-block.ts';

/** The RTO after a handshake whose SYN was repeated, so that nothing could be measured (RFC 6298 §5.7). */
const FALLBACK_RTO = seconds(3);

type Estimate = Pick<SendRecord, 'srtt' | 'rttvar' | 'rto'>;

/** RFC 6298 §2.2 and §2.3: a measured round-trip time moves SRTT, RTTVAR and the RTO. */
export function estimate(send: SendRecord, config: TcpConfig, sample: Micros): Estimate & { readonly srtt: Micros } {
  const srtt = send.srtt === null ? sample : micros((7 * send.srtt + sample) / 8);
  const rttvar = send.srtt === null ? micros(sample / 2) : micros((3 * send.rttvar + Math.abs(send.srtt - sample)) / 4);
  return { srtt, rttvar, rto: timeoutOf(srtt, rttvar, config) };
}

/** Linux differs: the floor of 200 ms is one of the variation, and the RTO never comes nearer to SRTT than that. */
function timeoutOf(srtt: Micros, rttvar: Micros, config: TcpConfig): Micros {
  const rto =
    config.minRtoBounds === 'variation'
      ? srtt + Math.max(config.minRto, 4 * rttvar)
      : Math.max(config.minRto, srtt + 4 * rttvar);
  return micros(Math.min(rto, config.maxRto));
}

/** RFC 6298 §5.5: the timer backs off. */
export const backedOff = (rto: Micros, config: TcpConfig): Micros => micros(Math.min(2 * rto, config.maxRto));

/** RFC 6298 §5.7: a handshake that gave no sample leaves a careful timeout for the text. */
export const afterHandshake = (send: SendRecord): SendRecord =>
  send.srtt === null ? { ...send, rto: FALLBACK_RTO } : send;
