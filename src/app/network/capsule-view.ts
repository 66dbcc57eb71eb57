import type { FlightRecord } from '../stage/ledger.ts';
import type { Segment } from '../../engine/wire/segment.ts';

/** How a segment is coloured: by its part in the conversation, or by the machine that sends its bytes. */
export type CapsuleTone = 'handshake' | 'failure' | 'data' | 'finish' | 'plain';

export function toneOf({ flags, payload }: Segment): CapsuleTone {
  if (flags.rst) return 'failure';
  if (flags.syn) return 'handshake';
  if (payload.length > 0) return 'data';
  return flags.fin ? 'finish' : 'plain';
}

/** A payload as it can stand on one line: printable characters as they are, others as `·`, cut at `limit` characters. */
export function excerpt(payload: string, limit: number): string {
  const shown = payload.slice(0, limit).replaceAll(/[^ -~]/g, '·');
  return payload.length > limit ? `${shown.slice(0, limit - 1)}…` : shown;
}

/** The character of a byte if it is printable ASCII, else null. */
export const printable = (byte: string): string | null => (byte >= ' ' && byte <= '~' ? byte : null);

/** From so many bytes on their number says more than the first few of them. */
const MANY = 40;

/** The second line of a capsule: its bytes, else what it acknowledges, else its place in sequence space. */
export function detailOf(flight: Pick<FlightRecord, 'segment' | 'relative'>): string {
  const { payload, flags } = flight.segment;
  if (payload.length >= MANY) return `${payload.length} B`;
  if (payload.length > 0) return `"${excerpt(payload, 8)}"`;
  if (flags.syn || flags.fin || flight.relative.ack === null) return `seq ${flight.relative.seq}`;
  return `ack ${flight.relative.ack}`;
}
