import type { SegmentOptions } from '../wire/segment.ts';
import { type SequenceNumber, advance } from '../wire/sequence-number.ts';
import type { Range, ReceiveRecord } from './control-block.ts';
import type { Draft } from './draft.ts';
import { receiving } from './working.ts';

/** What a header has room for besides timestamps, and without them (RFC 2018 §3). */
const BLOCKS = { withTimestamps: 3, alone: 4 };

/** Text has come ahead of a gap: its stretch is reported first (RFC 2018 §4; Linux's tcp_sack_new_ofo_skb). */
export function noteStretch(draft: Draft, from: number, to: number): void {
  if (!draft.connection.agreed.sack) return;
  let stretch: Range = { from, to };
  const others: Range[] = [];
  for (const range of draft.receive.sacks) {
    if (range.from <= stretch.to && range.to >= stretch.from) {
      stretch = { from: Math.min(range.from, stretch.from), to: Math.max(range.to, stretch.to) };
    } else {
      others.push(range);
    }
  }
  receiving(draft).sacks = [stretch, ...others.slice(0, BLOCKS.alone - 1)];
}

/** The text that a segment takes now: what is to be reported of the peer's text takes some of its place (Linux's tcp_current_mss). */
export function textRoom({ send, receive, connection }: Draft): number {
  const count = receive.sacks.length + (receive.twice === null ? 0 : 1);
  if (count === 0) return send.mss;
  return send.mss - 4 - 8 * Math.min(count, connection.agreed.timestamps ? BLOCKS.withTimestamps : BLOCKS.alone);
}

/** The stretches that are still ahead of what has arrived in order. */
export const stillAhead = ({ sacks, arrived }: ReceiveRecord): readonly Range[] =>
  sacks.length === 0 ? sacks : sacks.filter(({ to }) => to > arrived);

/** Text has come a second time: the next acknowledgement says so (RFC 2883). */
export function reportTwice(draft: Draft, from: number, to: number): void {
  if (draft.connection.agreed.sack) receiving(draft).twice = { from, to };
}

/** The blocks of the next acknowledgement; null for none. What came twice is reported once. */
export function takeBlocks(draft: Draft): SegmentOptions['sack'] {
  const { receive, connection } = draft;
  const { sacks, twice } = receive;
  if (twice === null && sacks.length === 0) return null;
  const room = connection.agreed.timestamps ? BLOCKS.withTimestamps : BLOCKS.alone;
  const ranges = (twice === null ? sacks : [twice, ...sacks]).slice(0, room);
  if (twice !== null) receiving(draft).twice = null;
  const at = (offset: number): SequenceNumber => advance(receive.nxt, offset - receive.arrived);
  return ranges.map(({ from, to }) => [at(from), at(to)] as const);
}
