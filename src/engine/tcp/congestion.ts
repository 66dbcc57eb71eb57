import type { Micros } from '../base/time.ts';
import { micros } from '../base/time.ts';
import type { TcpConfig } from './config.ts';
import type { Recovery, SendRecord } from './control-block.ts';
import { cubicThreshold, cubicWindow, FRESH_CUBIC } from './cubic.ts';
import type { Draft } from './draft.ts';
import { offsetAt } from './stream.ts';
import type { Told } from './scoreboard.ts';
import { inFlight, recovering } from './working.ts';

/** No bound. A World knows no Infinity. */
export const UNBOUNDED = 2 ** 31 - 1;

export function freshRecovery(config: TcpConfig): Recovery {
  return {
    state: 'open',
    cwnd: config.congestionControl === 'none' ? UNBOUNDED : config.initialWindow,
    ssthresh: UNBOUNDED,
    count: 0,
    high: 0,
    priorWindow: 0,
    priorThreshold: 0,
    delivered: 0,
    sentMeanwhile: 0,
    undoFrom: null,
    undoResent: 0,
    resentAt: null,
    probeEnd: null,
    probeResent: false,
    frto: false,
    limited: false,
    mostPackets: 0,
    usageEnd: 0,
    used: 0,
    stamp: 0 as Micros,
    lastSent: 0 as Micros,
    newestAt: 0 as Micros,
    transmissions: 0,
    newestOrder: -1,
    newestRtt: 0 as Micros,
    newestIsNews: false,
    reorderingSeen: false,
    duplicates: 3,
    patience: 1,
    minRtt: UNBOUNDED as Micros,
    highestSacked: 0,
    deviation: 0 as Micros,
    largestDeviation: 0 as Micros,
    rttEnd: 0,
    cubic: FRESH_CUBIC,
  };
}

const controlled = (draft: Draft): boolean => draft.connection.config.congestionControl !== 'none';

/** The threshold after a loss: half (RFC 5681 §3.1, (4)) or 0.7 (RFC 9438 §4.6) of the window. */
export function reducedThreshold(draft: Draft): number {
  const { cwnd, cubic } = draft.send.recovery;
  if (!controlled(draft)) return UNBOUNDED;
  if (draft.connection.config.congestionControl === 'reno') return Math.max(cwnd >> 1, 2);
  const reduced = cubicThreshold(cwnd, cubic);
  recovering(draft).cubic = reduced.cubic;
  return reduced.ssthresh;
}

/** What the threshold is worth now: what the window had reached counts for three quarters. */
export function currentThreshold({ recovery }: SendRecord): number {
  const { state, ssthresh, cwnd } = recovery;
  if (state === 'reduced' || state === 'recovery') return ssthresh;
  return Math.max(ssthresh, (cwnd >> 1) + (cwnd >> 2));
}

/** Each acknowledgement moves the window: proportional reduction in recovery, else growth (RFC 6937, RFC 5681). */
export function control(draft: Draft, told: Told, newlyLost: boolean): void {
  if (!controlled(draft)) return;
  const { state, duplicates } = draft.send.recovery;
  if (state === 'reduced' || state === 'recovery') reduce(draft, told.delivered, newlyLost, told.advanced);
  else if (duplicates > 3 ? told.acked || told.sacked : told.acked) grow(draft, told.delivered);
}

/** RFC 6937, as Linux has it: segments leave in proportion to those delivered, until the threshold is reached. */
export function reduce(draft: Draft, delivered: number, newlyLost: boolean, advanced: boolean): void {
  if (delivered <= 0 || !controlled(draft)) return;
  const r = recovering(draft);
  const flight = inFlight(draft.send);
  const room = r.ssthresh - flight;
  r.delivered += delivered;
  let count: number;
  if (room < 0) {
    count = Math.floor((r.ssthresh * r.delivered + r.priorWindow - 1) / Math.max(1, r.priorWindow)) - r.sentMeanwhile;
  } else {
    count = Math.max(r.delivered - r.sentMeanwhile, delivered);
    if (advanced && !newlyLost) count++;
    count = Math.min(room, count);
  }
  r.cwnd = flight + Math.max(count, r.sentMeanwhile > 0 ? 0 : 1);
}

function grow(draft: Draft, delivered: number): void {
  if (!windowLimits(draft.send.recovery)) return;
  const r = recovering(draft);
  let acked = delivered;
  if (r.cwnd < r.ssthresh) {
    const cwnd = Math.min(r.cwnd + acked, r.ssthresh);
    acked -= cwnd - r.cwnd;
    r.cwnd = cwnd;
    if (acked === 0) return;
  }
  let per = r.cwnd;
  if (draft.connection.config.congestionControl === 'cubic') {
    const next = cubicWindow(r.cubic, r.cwnd, acked, draft.now, r.minRtt);
    r.cubic = next.cubic;
    per = next.count;
  }
  avoid(r, per, acked);
}

/** Congestion avoidance: one segment more for every `per` acknowledged. */
function avoid(r: ReturnType<typeof recovering>, per: number, acked: number): void {
  if (r.count >= per) {
    r.count = 0;
    r.cwnd++;
  }
  r.count += acked;
  if (r.count >= per) {
    const more = Math.floor(r.count / per);
    r.count -= more * per;
    r.cwnd += more;
  }
}

const windowLimits = ({ limited, cwnd, ssthresh, mostPackets }: Recovery): boolean =>
  limited || (cwnd < ssthresh && cwnd < 2 * mostPackets);

/** Remembers whether the window was used, for one that is not used must not grow (RFC 7661; Linux's tcp_cwnd_validate). */
export function noteUsage(draft: Draft, limited: boolean): void {
  if (!controlled(draft)) return;
  const { send, now } = draft;
  const { recovery } = send;
  const una = offsetAt(send, send.una);
  const r = recovering(draft);
  if (una >= recovery.usageEnd || limited || (!recovery.limited && send.packets > recovery.mostPackets)) {
    r.limited = limited;
    r.mostPackets = send.packets;
    r.usageEnd = offsetAt(send, send.nxt);
  }
  if (windowLimits(r)) {
    r.used = 0;
    r.stamp = now;
    return;
  }
  if (send.packets > r.used) r.used = send.packets;
  if (now - r.stamp >= send.rto) decay(draft, r);
}

/** The program has not filled the window for a whole timeout: what is not used is not known to be there. */
function decay(draft: Draft, r: ReturnType<typeof recovering>): void {
  if (r.state === 'open') {
    const used = Math.max(r.used, draft.connection.config.initialWindow);
    if (used < r.cwnd) {
      r.ssthresh = currentThreshold(draft.send);
      r.cwnd = (r.cwnd + used) >> 1;
    }
    r.used = 0;
  }
  r.stamp = draft.now;
}

/** After a pause the window begins anew (RFC 5681 §4.1). */
export function restartAfterIdle(draft: Draft): void {
  const { send, now, connection } = draft;
  if (!controlled(draft) || send.packets > 0 || send.una === send.iss) return;
  const pause = now - send.recovery.lastSent;
  if (pause <= send.rto) return;
  const r = recovering(draft);
  const restart = Math.min(connection.config.initialWindow, r.cwnd);
  r.ssthresh = currentThreshold(send);
  for (let left = pause - send.rto; left > 0 && r.cwnd > restart; left -= send.rto) r.cwnd >>= 1;
  r.cwnd = Math.max(r.cwnd, restart);
  r.stamp = now;
  r.used = 0;
  if (r.cubic.epoch !== null) r.cubic = { ...r.cubic, epoch: micros(r.cubic.epoch + pause) };
}
