import type { Micros } from '../base/time.ts';
import type { Segment, SegmentOptions } from '../wire/segment.ts';
import { NO_OPTIONS } from '../wire/segment.ts';
import { isAfter } from '../wire/sequence-number.ts';
import type { TcpConfig } from './config.ts';
import type { Agreed } from './control-block.ts';
import { timestampAt } from './clock.ts';
import type { Draft } from './draft.ts';
import { secondOf, ticksBehind } from './timestamp-age.ts';
import { offeredShift } from './receive-buffer.ts';
import { takeBlocks } from './sack-blocks.ts';
import { receiving } from './working.ts';

export const NOTHING_AGREED: Agreed = Object.freeze({
  scaling: false,
  ourShift: 0,
  peerShift: 0,
  timestamps: false,
  sack: false,
});

/** The largest shift (RFC 7323 §2.3). */
const LARGEST_SHIFT = 14;
/** Bytes that timestamps take in every header, padding included. */
const TIMESTAMPS_LENGTH = 12;
/** What a peer that says nothing of its MSS can take (RFC 9293 §3.7.1). */
const DEFAULT_MSS = 536;

/** What our first SYN offers. */
export function offer(config: TcpConfig, now: Micros): SegmentOptions {
  return {
    mss: config.mss,
    windowScale: config.windowScaling ? offeredShift(config) : null,
    sackPermitted: config.sack,
    sack: null,
    timestamps: config.timestamps ? { value: timestampAt(now), echo: 0 } : null,
  };
}

/** What the peer's SYN offers and we would, too. */
export function agreeOn(syn: Segment, config: TcpConfig): Agreed {
  const { windowScale, timestamps, sackPermitted } = syn.options;
  const scales = config.windowScaling && windowScale !== null;
  return {
    scaling: scales,
    ourShift: scales ? offeredShift(config) : 0,
    peerShift: scales ? Math.min(windowScale, LARGEST_SHIFT) : 0,
    timestamps: config.timestamps && timestamps !== null,
    sack: config.sack && sackPermitted,
  };
}

/** Our answer to a SYN: only what it offered. */
export function accept(draft: Draft): SegmentOptions {
  const { config, agreed } = draft.connection;
  return {
    mss: config.mss,
    windowScale: agreed.scaling ? agreed.ourShift : null,
    sackPermitted: agreed.sack,
    sack: null,
    timestamps: agreed.timestamps ? { value: timestampAt(draft.now), echo: draft.receive.tsRecent } : null,
  };
}

/** The text that a segment takes: the peer's MSS, less the options of every segment (RFC 6691). */
export function segmentText(syn: Segment, config: TcpConfig, agreed: Agreed): number {
  const mss = Math.min(syn.options.mss ?? DEFAULT_MSS, config.mss);
  return agreed.timestamps ? mss - TIMESTAMPS_LENGTH : mss;
}

/** The options of a segment of an open connection. */
export function usual(draft: Draft): SegmentOptions {
  const sack = takeBlocks(draft);
  if (!draft.connection.agreed.timestamps) return sack === null ? NO_OPTIONS : { ...NO_OPTIONS, sack };
  const { options } = draft;
  const echo = draft.receive.tsRecent;
  const value = timestampAt(draft.now);
  const last = options?.timestamps;
  if (sack === null && options !== null && last?.value === value && last.echo === echo) return options;
  const fresh = { mss: null, windowScale: null, sackPermitted: false, sack, timestamps: { value, echo } };
  draft.options = sack === null ? fresh : null;
  return fresh;
}

/** RFC 7323 §4.3: the timestamp of the segment that the next acknowledgement acknowledges first is echoed. */
export function noteTimestamp(draft: Draft, segment: Segment): void {
  const { timestamps } = segment.options;
  const { receive, connection } = draft;
  if (timestamps === null || !connection.agreed.timestamps || isAfter(segment.seq, receive.acknowledged)) return;
  if (timestamps.value === receive.tsRecent || ticksBehind(receive, timestamps.value, draft.now) > 0) return;
  const own = receiving(draft);
  own.tsRecent = timestamps.value;
  own.tsRecentAt = secondOf(draft.now);
}
