import type { TraceEvent, TraceEventOf } from '../../src/engine/trace/event.ts';
import { showEndpoint } from '../../src/engine/wire/address.ts';
import { type Segment, segmentEnd } from '../../src/engine/wire/segment.ts';
import { advance, distance, type SequenceNumber } from '../../src/engine/wire/sequence-number.ts';
import type { Analysis } from './tshark.ts';

type Sent = TraceEventOf<'sent'>;

/** One end of one connection, as the segments that it has sent so far describe it. */
interface End {
  /** The highest sequence number sent, plus one. */
  next: SequenceNumber;
  /** Of its last segment: the window's field, and in bytes. */
  ack: SequenceNumber | null;
  field: number;
  window: number;
  /** The shift that it offered; null: none. */
  shift: number | null;
  probed: boolean;
}

/**
 * What an analyser that sees every segment as it is sent must say of each of them, by what the simulator says that it
 * did: which segments it sent again and by which rule, which it sent as probes, and what it announced in each.
 */
export function expectedAnalyses(trace: readonly TraceEvent[]): readonly { event: Sent; analyses: Set<Analysis> }[] {
  const ends = new Map<string, End>();
  const key = ({ source, destination }: Segment): string => `${showEndpoint(source)} ${showEndpoint(destination)}`;
  const keyBack = ({ source, destination }: Segment): string => `${showEndpoint(destination)} ${showEndpoint(source)}`;
  return trace
    .filter((event) => event.kind === 'sent')
    .map((event) => {
      const { segment } = event;
      let end = ends.get(key(segment));
      const analyses = new Set<Analysis>();
      const opens = segment.flags.syn && !segment.flags.ack && event.repeats === null;
      if (opens) {
        if (end !== undefined && end.next !== advance(segment.seq, 1)) analyses.add('reused_ports');
        ends.delete(key(segment));
        ends.delete(keyBack(segment));
        end = undefined;
      }
      for (const analysis of analysesOf(event, end, ends.get(keyBack(segment)))) analyses.add(analysis);
      ends.set(key(segment), after(event, end, ends.get(keyBack(segment))));
      return { event, analyses };
    });
}

/** Sent again, in whole or in part; a connection with very much under way does not remember which flight it repeats. */
export const isAgain = ({ repeats, rule }: Sent): boolean =>
  repeats !== null || rule === 'fast-retransmit' || rule === 'resend-in-recovery' || rule === 'resend-after-timeout';

function* analysesOf(event: Sent, end: End | undefined, peer: End | undefined): Generator<Analysis> {
  const { segment, rule } = event;
  const { syn, fin, rst } = segment.flags;
  const bare = segment.payload.length === 0 && !syn && !fin && !rst;
  const isProbe = bare && (rule === 'keep-alive' || rule === 'zero-window-probe');
  if (isProbe) yield 'keep_alive';
  if (segment.window === 0 && !syn && !fin && !rst) yield 'zero_window';
  if (isAgain(event)) {
    yield 'retransmission';
    // The peer had acknowledged it by then, so it was sent again for nothing.
    const known = peer?.ack ?? null;
    if (known !== null && segment.payload.length > 0 && distance(segmentEnd(segment), known) >= 0) {
      yield 'spurious_retransmission';
    }
  }
  if (end === undefined) return;
  if (bare && !isProbe && segment.ack === end.ack && segment.seq === end.next && segment.window !== 0) {
    if (segment.window !== end.field) yield 'window_update';
    else yield peer?.probed === true ? 'keep_alive_ack' : 'duplicate_ack';
  }
  const acknowledged = peer?.ack ?? null;
  if (peer !== undefined && acknowledged !== null && segment.payload.length > 0 && !isAgain(event)) {
    const edge = advance(acknowledged, peer.window);
    if (segmentEnd({ ...segment, flags: { ...segment.flags, fin: false } }) === edge && !fin) yield 'window_full';
  }
}

function after({ segment, rule }: Sent, end: End | undefined, peer: End | undefined): End {
  const { syn, ack } = segment.flags;
  const shift = syn ? segment.options.windowScale : (end?.shift ?? null);
  // The window of a SYN is never scaled, and others only when both ends have offered it (RFC 7323 §2.2).
  const scaled = !syn && shift !== null && (peer?.shift ?? null) !== null;
  const next = segmentEnd(segment);
  return {
    next: end !== undefined && distance(next, end.next) > 0 ? end.next : next,
    ack: ack ? segment.ack : (end?.ack ?? null),
    field: segment.window,
    window: scaled ? segment.window << shift : segment.window,
    shift,
    probed: rule === 'keep-alive' || rule === 'zero-window-probe',
  };
}
