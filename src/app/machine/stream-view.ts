import type { ReceiveRecord, SendRecord } from '../../engine/tcp/control-block.ts';
import { advance, distance, isAfter } from '../../engine/wire/sequence-number.ts';

/** What became of a byte. The first three on the sender's side, the others on the receiver's. */
export type ByteFate = 'unsent' | 'in-flight' | 'acknowledged' | 'unread' | 'read' | 'early' | 'missing';

/** Stream bytes [from, to) that share a fate. */
export interface Run {
  readonly fate: ByteFate;
  readonly from: number;
  readonly to: number;
}

/** One direction of a byte stream as one kernel sees it. */
export interface StreamView {
  /** In order, without gaps, from offset 0. */
  readonly runs: readonly Run[];
  /** What became of the FIN that ends the stream; null while there is none. */
  readonly fin: ByteFate | null;
}

export const EMPTY_STREAM: StreamView = { runs: [], fin: null };

/** What the kernel keeps for the peer, what is under way, and what is acknowledged. */
export function sendView(send: SendRecord): StreamView {
  const origin = advance(send.iss, 1);
  const within = (offset: number): number => Math.min(send.written, Math.max(0, offset));
  const una = within(distance(origin, send.una));
  const sent = Math.max(una, within(distance(origin, send.max)));
  const finAcknowledged = isAfter(send.una, advance(origin, send.written));
  const fin = finAcknowledged ? 'acknowledged' : send.finSent ? 'in-flight' : send.finQueued ? 'unsent' : null;
  return {
    runs: some([
      { fate: 'acknowledged', from: 0, to: una },
      { fate: 'in-flight', from: una, to: sent },
      { fate: 'unsent', from: sent, to: send.written },
    ]),
    fin,
  };
}

/** What the program has read, what waits for it, and what came ahead of a gap. */
export function receiveView(receive: ReceiveRecord): StreamView {
  const origin = advance(receive.irs, 1);
  const inOrder = Math.max(receive.read, distance(origin, receive.nxt) - (receive.finished ? 1 : 0));
  const runs: Run[] = [
    { fate: 'read', from: 0, to: receive.read },
    { fate: 'unread', from: receive.read, to: inOrder },
  ];
  let end = inOrder;
  for (const { offset, bytes } of receive.outOfOrder) {
    runs.push({ fate: 'missing', from: end, to: offset });
    runs.push({ fate: 'early', from: Math.max(end, offset), to: offset + bytes.length });
    end = Math.max(end, offset + bytes.length);
  }
  return { runs: some(runs), fin: receive.finished ? 'unread' : receive.finAt === null ? null : 'early' };
}

/** Without empty runs, and with neighbours of one fate as one: segments kept apart by the kernel are one stretch of bytes. */
function some(runs: readonly Run[]): readonly Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (run.to <= run.from) continue;
    if (last?.fate === run.fate && last.to === run.from) out[out.length - 1] = { ...last, to: run.to };
    else out.push(run);
  }
  return out;
}

/** How many bytes have each fate, in the order of the stream; none are left out. */
export function countFates(view: StreamView): readonly { readonly fate: ByteFate; readonly count: number }[] {
  const counts = new Map<ByteFate, number>();
  for (const { fate, from, to } of view.runs) counts.set(fate, (counts.get(fate) ?? 0) + to - from);
  return [...counts].map(([fate, count]) => ({ fate, count }));
}
