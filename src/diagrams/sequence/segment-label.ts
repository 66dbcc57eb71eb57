import { showFlags } from '../../engine/wire/segment.ts';
import { excerpt } from '../call-label.ts';
import type { Cast } from '../cast.ts';
import { cutToFit, LABEL } from '../fit-text.ts';
import type { Measure, Tone } from '../shape.ts';
import type { FlightSpan } from './model.ts';
import type { SequenceWords } from './words.ts';

type LabelWords = Pick<SequenceWords, 'again' | 'copy'>;

/** Flags and the beginning of the payload, with at most `shown` bytes of it; 0: none. */
export function segmentLabel(span: FlightSpan, words: LabelWords, shown = 10, briefly = false): string {
  const { flags, payload } = span.segment;
  // Text is known by what it carries: PSH and ACK would be on every one of them.
  const told = briefly && payload.length > 0 ? { ...flags, psh: false, ack: false } : flags;
  const parts = [showFlags(told), ...(payload.length > 0 && shown > 0 ? [excerpt(payload, shown)] : [])];
  const label = parts.filter((part) => part !== '').join(' ');
  if (span.copyOf !== null) return `${words.copy} ${label}`;
  return span.repeats === null ? label : `${label} ${words.again}`;
}

/** The same, with as much payload as fits, if need be in place of PSH and ACK. */
export function fittedSegmentLabel(span: FlightSpan, words: LabelWords, width: number, measure: Measure): string {
  for (const [shown, briefly] of [
    [10, false],
    [7, false],
    [5, false],
    [3, false],
    [7, true],
    [5, true],
    [3, true],
    [0, false],
  ] as const) {
    const label = segmentLabel(span, words, shown, briefly);
    if (measure(label, LABEL, 'mono', 'bold') <= width) return label;
  }
  return cutToFit(segmentLabel(span, words, 0), width, measure);
}

/** Sequence and acknowledgement number, relative as analysers show them. */
export function numbersLabel(span: FlightSpan): string {
  if (span.relative === null) return '';
  const { seq, ack } = span.relative;
  return ack === null ? `seq ${seq}` : `seq ${seq} ack ${ack}`;
}

/** A reset is a failure, a SYN the handshake; text and FIN wear the sender's colour, bare acknowledgements none. */
export function segmentTone(span: FlightSpan, cast: Cast): Tone {
  const { flags, payload } = span.segment;
  if (flags.rst) return 'failure';
  if (flags.syn) return 'handshake';
  if (payload.length > 0 || flags.fin) return cast.find((host) => host.name === span.from)?.tone ?? 'neutral';
  return 'neutral';
}
