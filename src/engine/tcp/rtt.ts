import type { Micros } from '../base/time.ts';
import { micros, seconds } from '../base/time.ts';
import type { Working } from '../base/working.ts';
import type { TcpConfig } from './config.ts';
import type { Recovery } from './control-block.ts';
import type { Draft } from './draft.ts';
import { offsetAt } from './stream.ts';
import { inTicks } from './timer-wheel.ts';
import { recovering, sending, type WorkingSend } from './working.ts';

/** The RTO after a handshake whose SYN was repeated, so that nothing could be measured (RFC 6298 §5.7). */
const FALLBACK_RTO = seconds(3);

/** A measured round-trip time moves SRTT, RTTVAR and the RTO. `una` and `nxt` are stream offsets. */
export function takeSample(draft: Draft, sample: Micros, latest: Micros, una: number): void {
  const { config } = draft.connection;
  const r = recovering(draft);
  if (latest < r.minRtt) r.minRtt = latest;
  const send = sending(draft);
  if (config.minRtoBounds === 'rto') {
    estimate(send, config, sample);
  } else {
    estimateAsLinux(send, r, config, sample, una);
  }
  draft.notes.push({
    at: draft.now,
    host: draft.host,
    socket: draft.socket,
    kind: 'rtt',
    rule: 'rtt-sample',
    sample,
    smoothed: send.srtt ?? sample,
    rto: send.rto,
  });
}

/**
 * Linux's tcp_rtt_estimator. RTTVAR is RFC 6298's, but for a round trip that gets shorter, which hardly counts as variation; and what
 * bounds the RTO is its maximum within a round trip, which falls slowly.
 */
function estimateAsLinux(
  send: WorkingSend,
  r: Working<Recovery>,
  config: TcpConfig,
  sample: Micros,
  una: number,
): void {
  const end = offsetAt(send, send.nxt);
  if (send.srtt === null) {
    send.srtt = sample;
    send.rttvar = micros(sample / 2);
    r.deviation = micros(Math.max(2 * sample, config.minRto));
    r.largestDeviation = r.deviation;
    r.rttEnd = end;
  } else {
    const error = sample - send.srtt;
    let change = Math.abs(error) - send.rttvar;
    if (error < 0 && change > 0) change /= 8;
    send.srtt = micros(send.srtt + error / 8);
    send.rttvar = micros(send.rttvar + change / 4);
    const deviation = micros(4 * send.rttvar);
    if (deviation > r.largestDeviation) {
      r.largestDeviation = deviation;
      if (deviation > r.deviation) r.deviation = deviation;
    }
    if (una > r.rttEnd) {
      if (r.largestDeviation < r.deviation) r.deviation = micros(r.deviation - (r.deviation - r.largestDeviation) / 4);
      r.rttEnd = end;
      r.largestDeviation = config.minRto;
    }
  }
  send.rto = micros(Math.min(inTicks(send.srtt + r.deviation, config), config.maxRto));
}

/** RFC 6298 §2.2 and §2.3: a measured round-trip time moves SRTT, RTTVAR and the RTO. */
function estimate(send: WorkingSend, config: TcpConfig, sample: Micros): void {
  const { srtt } = send;
  send.srtt = srtt === null ? sample : micros((7 * srtt + sample) / 8);
  send.rttvar = srtt === null ? micros(sample / 2) : micros((3 * send.rttvar + Math.abs(srtt - sample)) / 4);
  send.rto = timeoutOf(send.srtt, send.rttvar, config);
}

const timeoutOf = (srtt: Micros, rttvar: Micros, config: TcpConfig): Micros =>
  micros(Math.min(Math.max(config.minRto, srtt + 4 * rttvar), config.maxRto));

/** RFC 6298 §5.5: the timer backs off. */
export const backedOff = (rto: Micros, config: TcpConfig): Micros => micros(Math.min(2 * rto, config.maxRto));

/** RFC 6298 §5.7: a handshake that gave no sample leaves a careful timeout for the text. */
export function afterHandshake(draft: Draft): void {
  if (draft.send.srtt === null) sending(draft).rto = FALLBACK_RTO;
}
