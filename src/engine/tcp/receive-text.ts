import { setTable } from '../base/table.ts';
import type { TcpState } from '../trace/connection-note.ts';
import type { Segment } from '../wire/segment.ts';
import { advance, isAfter, isBefore } from '../wire/sequence-number.ts';
import type { Chunk, ReceiveRecord } from './control-block.ts';
import type { Draft } from './draft.ts';
import { discard, enter, fail, handDown } from './draft.ts';
import { charge, growBuffer, growWindow, learn, learnMemory } from './receive-buffer.ts';
import { expectAnswer, hurry, paceText, quicken } from './pace.ts';
import { noteStretch, reportTwice, stillAhead } from './sack-blocks.ts';
import { chunkOf, clip, keep, release } from './reassembly.ts';
import { resetAnswering } from './reset.ts';
import { arrivalOffset } from './stream.ts';
import { startTimeWait } from './time-wait.ts';
import { receiving, type WorkingReceive } from './working.ts';

/** The states in which the peer's text is taken. */
const receives = (state: TcpState): boolean =>
  state === 'ESTABLISHED' || state === 'FIN-WAIT-1' || state === 'FIN-WAIT-2';

/** The segment text and the FIN behind it (RFC 9293 §3.10.7.4, seventh and eighth). */
export function takeText(draft: Draft, segment: Segment): void {
  const { length } = segment.payload;
  const { fin, syn } = segment.flags;
  if (length === 0 && !fin) return;
  if (!receives(draft.connection.state)) {
    takeTextAfterFin(draft, segment);
    return;
  }
  // A FIN that came ahead of a gap.
  const waited = draft.receive.finAt !== null;
  const offset = arrivalOffset(draft.receive, syn ? advance(segment.seq, 1) : segment.seq);
  if (length > 0) {
    if (nobodyWillRead(draft) && offset + length > draft.receive.arrived) {
      refuseText(draft, segment);
      return;
    }
    place(draft, chunkOf(offset, segment.payload), segment);
  }
  if (fin) placeFin(draft, offset + length);
  const { finAt, nxt } = draft.receive;
  if (finAt === nxt) takeFin(draft, waited);
}

/**
 * The peer has said that it was done (RFC 9293 §3.10.7.4, seventh: this should not occur). Linux differs: text beyond the FIN is
 * passed over in silence, and what begins before it and ends beyond it is answered by a reset.
 */
function takeTextAfterFin(draft: Draft, segment: Segment): void {
  discard(draft, 'text-after-fin');
  const { nxt } = draft.receive;
  if (!isBefore(segment.seq, nxt)) return;
  if (isAfter(advance(segment.seq, segment.payload.length), nxt)) refuseText(draft, segment);
  else draft.owed = 'text-after-fin';
}

/** The program has closed both directions: SHUT_RDWR, or its last descriptor. */
const nobodyWillRead = (draft: Draft): boolean => draft.connection.readShut && draft.connection.state !== 'ESTABLISHED';

/** RFC 9293 §3.6.1: text for a program that is gone is answered by a reset, so that the peer learns it was not read. */
function refuseText(draft: Draft, segment: Segment): void {
  handDown(draft, resetAnswering(segment, 'text-after-close'));
  fail(draft, 'text-after-close', 'ECONNRESET');
}

function place(draft: Draft, text: Chunk, segment: Segment): void {
  const { receive } = draft;
  const end = text.offset + text.bytes.length;
  const fresh = clip(text, receive.arrived, takenUpTo(receive));
  if (fresh === null) {
    const rule = end <= receive.arrived ? 'text-repeated' : 'text-beyond-window';
    discard(draft, rule);
    if (rule === 'text-repeated') reportTwice(draft, text.offset, end);
    hurry(draft);
    draft.owed = rule;
  } else if (fresh.offset === receive.arrived) {
    append(draft, fresh, segment);
  } else {
    receiving(draft).outOfOrder = keep(receive.outOfOrder, fresh);
    charge(draft, fresh.bytes.length);
    const to = fresh.offset + fresh.bytes.length;
    noteStretch(draft, fresh.offset, to);
    learnMemory(draft, segment.payload.length);
    if (draft.connection.agreed.sack && growWindow(draft, fresh.bytes.length)) quicken(draft);
    growBuffer(draft, draft.receive.buffer.taken);
    draft.notes.push({
      at: draft.now,
      host: draft.host,
      socket: draft.socket,
      kind: 'kept-out-of-order',
      rule: 'text-out-of-order',
      from: fresh.offset,
      to,
    });
    draft.owed = 'text-out-of-order';
  }
}

/** The window ends what is taken, or the FIN does when it came ahead of a gap. */
function takenUpTo(receive: ReceiveRecord): number {
  const edge = receive.arrived + receive.wnd;
  return receive.finAt === null ? edge : Math.min(edge, arrivalOffset(receive, receive.finAt));
}

/** Text in order goes to the reader, and takes along what waited for it. */
function append(draft: Draft, text: Chunk, segment: Segment): void {
  const receive = receiving(draft);
  const to = text.offset + text.bytes.length;
  store(receive, text, draft.own);
  charge(draft, text.bytes.length);
  draft.notes.push({
    at: draft.now,
    host: draft.host,
    socket: draft.socket,
    kind: 'received',
    rule: 'text-in-order',
    from: text.offset,
    to,
  });
  draft.owed = 'acknowledge';
  if (receive.outOfOrder.length > 0) {
    const { ready, waiting } = release(receive.outOfOrder, to);
    for (const chunk of ready) store(receive, chunk, draft.own);
    receive.outOfOrder = waiting;
    receive.sacks = stillAhead(receive);
    if (receive.arrived > to) {
      draft.notes.push({
        at: draft.now,
        host: draft.host,
        socket: draft.socket,
        kind: 'received',
        rule: 'text-gap-filled',
        from: to,
        to: receive.arrived,
      });
      draft.owed = 'text-gap-filled';
    }
  }
  const grew = learn(draft, segment);
  paceText(draft, segment, grew);
}

/** The window's right edge stays where it was: the window shrinks by what it took. */
function store(receive: WorkingReceive, text: Chunk, own: boolean): void {
  const { length } = text.bytes;
  receive.nxt = advance(receive.nxt, length);
  receive.wnd -= length;
  receive.chunks = setTable(receive.chunks, receive.nextChunk, text, own);
  receive.nextChunk++;
  receive.arrived += length;
}

/**
 * Remembers where the peer's stream ends. Beyond the window it is not taken, the text before it having been cut off.
 *
 * Linux differs: a FIN right at RCV.NXT is taken even by a window of zero.
 */
function placeFin(draft: Draft, offset: number): void {
  const { receive } = draft;
  const ahead = offset - receive.arrived;
  const last = receive.outOfOrder.at(-1);
  const textBeyond = last !== undefined && last.offset + last.bytes.length > offset;
  if (ahead < 0 || ahead > receive.wnd || receive.finAt !== null || textBeyond) return;
  receiving(draft).finAt = advance(receive.nxt, ahead);
  if (ahead === 0) return;
  noteStretch(draft, offset, offset + 1);
  draft.notes.push({
    at: draft.now,
    host: draft.host,
    socket: draft.socket,
    kind: 'kept-out-of-order',
    rule: 'fin-out-of-order',
    from: offset,
    to: offset,
  });
  draft.owed = 'fin-out-of-order';
}

/** The peer's FIN is next in order: its stream is complete (RFC 9293 §3.10.7.4, eighth). */
function takeFin(draft: Draft, waited: boolean): void {
  const receive = receiving(draft);
  receive.nxt = advance(receive.nxt, 1);
  receive.finAt = null;
  receive.finished = true;
  receive.outOfOrder = [];
  receive.sacks = [];
  draft.notes.push({
    at: draft.now,
    host: draft.host,
    socket: draft.socket,
    kind: 'peer-finished',
    rule: 'fin-received',
  });
  draft.owed = 'fin-received';
  // Only a FIN that leaves something to be done may wait for it to carry its acknowledgement.
  draft.urgent = draft.connection.state !== 'ESTABLISHED' || waited;
  switch (draft.connection.state) {
    case 'ESTABLISHED':
      enter(draft, 'CLOSE-WAIT', 'fin-received');
      expectAnswer(draft);
      break;
    case 'FIN-WAIT-1':
      enter(draft, 'CLOSING', 'fin-received');
      break;
    default:
      startTimeWait(draft, 'fin-received');
  }
}
