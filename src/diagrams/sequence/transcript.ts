import { callLabel, failed, isFromOutside, resultLabel } from '../call-label.ts';
import { type Cast, labelOf } from '../cast.ts';
import { type SocketClasses, socketName } from '../socket-classes.ts';
import { columnsOf, type Lifeline, type Side } from './columns.ts';
import { foldedBefore } from './fold-text.ts';
import type { Fragment } from './fragments.ts';
import { rowsBefore, type Row, type SequenceModel } from './model.ts';
import type { SocketNews } from './row.ts';
import { numbersLabel, segmentLabel } from './segment-label.ts';
import type { FlightSpan, TimerSpan } from './spans.ts';
import type { SequenceWords } from './words.ts';

/** A lifeline by its place among them; `outside`: what is not in the diagram. */
export type Party = number | 'outside';

/** One thing that a language for sequence diagrams has a word for. */
export type Item =
  | {
      readonly kind: 'message';
      readonly from: Party;
      readonly to: Party;
      readonly text: string;
      readonly says: 'call' | 'return' | 'segment' | 'create';
      readonly fate: 'arrived' | 'lost' | 'under-way';
      readonly failed: boolean;
    }
  /** The program waits for its call to return, and no longer. */
  | { readonly kind: 'activate' | 'deactivate'; readonly who: number }
  | { readonly kind: 'destroy'; readonly who: number; readonly text: string }
  | { readonly kind: 'note' | 'state'; readonly over: readonly number[]; readonly text: string }
  | { readonly kind: 'pause'; readonly text: string }
  | { readonly kind: 'open'; readonly operator: Fragment['operator']; readonly guard: string }
  | { readonly kind: 'close' };

interface ToldLifeline {
  readonly name: string;
  readonly type: string;
  readonly tone: Lifeline['tone'];
  /** There from the beginning, made by the message that is this item, or not yet there. */
  readonly from: 'beginning' | Item | 'later';
}

export interface Transcript {
  readonly lifelines: readonly ToldLifeline[];
  /** What is outside, where something comes from there or goes there; '': nothing does. */
  readonly outside: string;
  /** Whether the outside is left or right of the lifelines. */
  readonly beyond: 'left' | 'right';
  readonly items: readonly Item[];
}

export interface Telling {
  readonly cast: Cast;
  readonly side?: Side | null;
  readonly words: SequenceWords;
  readonly classOf: SocketClasses;
  /** So many events of the trace have happened. */
  readonly count: number;
  /** What the language cannot show of it, for a comment; absent: nothing. */
  readonly unshown?: string;
}

/** Longer than this is said: 1 s. */
const PAUSE = 1_000_000;

/** The diagram at a cursor for languages that place things themselves: a segment stands where it was sent, with what became of it. */
export function transcriptOf(model: SequenceModel, { cast, side = null, words, classOf, count }: Telling): Transcript {
  const columns = columnsOf(cast, 0, side);
  const indexOf = (line: Lifeline | undefined): Party => (line ? columns.lifelines.indexOf(line) : 'outside');
  const items: Item[] = [];
  const active = new Set<number>();
  const open: Fragment[] = [];
  const teller: Teller = {
    model,
    cast,
    words,
    classOf,
    count,
    active,
    items,
    kernel: (host) => indexOf(columns.kernel(host)),
    program: (actor, host) => indexOf(columns.program(actor, host)),
  };
  const done = rowsBefore(model, count);
  for (const [number, row] of model.rows.slice(0, done).entries()) {
    const before = model.rows[number - 1];
    if (before && row.at - before.at > PAUSE)
      items.push({ kind: 'pause', text: words.later(words.time(row.at - before.at)) });
    const fragment = model.fragments.byFirst.get(number);
    // Frames of two programs may overlap, which no such language can say: the later one is left out.
    if (fragment && fragment.last <= (open.at(-1)?.last ?? Number.POSITIVE_INFINITY)) {
      open.push(fragment);
      items.push({ kind: 'open', operator: fragment.operator, guard: fragment.guard });
    }
    if (row.sockets !== undefined) tellSockets(row.sockets, teller);
    tell(row, teller);
    while (open.at(-1)?.last === number) {
      open.pop();
      items.push({ kind: 'close' });
    }
  }
  for (; open.length > 0; open.pop()) items.push({ kind: 'close' });
  return {
    lifelines: columns.lifelines.map(({ host, process, tone }, index) => {
      const several = (cast.find(({ name }) => name === host)?.processes.length ?? 0) > 1;
      const type = process === null ? words.kernel : several ? `${words.program} ${process}` : words.program;
      const isLate = process !== null && cast.find(({ name }) => name === host)?.later.includes(process);
      return { name: labelOf(cast, host), type, tone, from: isLate ? birthOf(index, items) : 'beginning' };
    }),
    outside: items.some((item) => item.kind === 'message' && (item.from === 'outside' || item.to === 'outside'))
      ? (columns.gate?.label ?? words.table.outside)
      : '',
    beyond: side === 'left' ? 'right' : 'left',
    items,
  };
}

/** The first thing that is told of a lifeline, where that makes it. */
function birthOf(who: number, items: readonly Item[]): ToldLifeline['from'] {
  const first = items.find((item) => {
    if (item.kind === 'message') return item.from === who || item.to === who;
    if (item.kind === 'note' || item.kind === 'state') return item.over.includes(who);
    return 'who' in item && item.who === who;
  });
  if (first === undefined) return 'later';
  return first.kind === 'message' && first.says === 'create' && first.to === who ? first : 'beginning';
}

interface Teller {
  readonly model: SequenceModel;
  readonly cast: Cast;
  readonly words: SequenceWords;
  readonly classOf: SocketClasses;
  readonly count: number;
  readonly active: Set<number>;
  readonly items: Item[];
  readonly kernel: (host: string) => Party;
  readonly program: (actor: string, host: string) => Party;
}

/** What was made or destroyed, or has its name now; that a program has it no more is no message. */
function tellSockets(sockets: readonly SocketNews[], { items, count, classOf, kernel }: Teller): void {
  for (const { index, what, span } of sockets) {
    const over = kernel(span.host);
    if (index >= count || what === 'left' || over === 'outside') continue;
    const named = what !== 'made' || span.held?.row === span.start.row;
    const name = socketName(named ? span.name : '', classOf(span.host, span.socket));
    const text = what === 'made' ? `«create» ${name}` : what === 'destroyed' ? `«destroy» ${name}` : name;
    items.push({ kind: 'state', over: [over], text });
  }
}

function tell(row: Row, teller: Teller): void {
  const { items, words, cast, active, count } = teller;
  const note = (kind: 'note' | 'state', host: string, text: string): void => {
    const kernel = teller.kernel(host);
    if (kernel !== 'outside') items.push({ kind, over: [kernel], text });
  };
  const message = { kind: 'message', fate: 'arrived', failed: false } as const;
  switch (row.kind) {
    case 'call': {
      const { actor, host, event } = row.span;
      const [from, to] = [teller.program(actor, host), teller.kernel(host)];
      if (isFromOutside(event.call)) {
        items.push({ ...message, from: 'outside', to: from, text: callLabel(event.call), says: 'call', failed: true });
        return;
      }
      items.push({ ...message, from, to, text: callLabel(event.call), says: 'call' });
      if (from !== 'outside') {
        active.add(from);
        items.push({ kind: 'activate', who: from });
      }
      return;
    }
    case 'return': {
      const { actor, host, end, event } = row.span;
      const who = teller.program(actor, host);
      const result = end?.result ?? null;
      const text = result ? resultLabel(result, event.call) : '';
      items.push({
        ...message,
        from: teller.kernel(host),
        to: who,
        text,
        says: 'return',
        failed: result !== null && failed(result),
      });
      if (who !== 'outside' && active.delete(who)) items.push({ kind: 'deactivate', who });
      return;
    }
    case 'sent':
    case 'copied':
    case 'found':
      items.push(segmentItem(row.span, teller));
      return;
    case 'icmp-sent':
    case 'icmp-arrived': {
      const { start, end, from, to, message: told, seen } = row.span;
      if (start.index !== row.index) return;
      const fate = end !== null && end.index < count ? 'arrived' : 'under-way';
      const text = words.icmp(told.code);
      const [sender, receiver] = [teller.kernel(from), seen === 'gone' ? 'outside' : teller.kernel(to)];
      items.push({ ...message, from: sender, to: receiver, text, says: 'segment', fate, failed: true });
      return;
    }
    case 'refused': {
      const { process, host, call } = row.event;
      const [from, to] = [teller.program(process, host), teller.kernel(host)];
      items.push({ ...message, from, to, text: callLabel(call), says: 'call', fate: 'lost', failed: true });
      return;
    }
    case 'begun': {
      const [from, to] = [teller.kernel(row.event.host), teller.program(row.actor, row.event.host)];
      items.push({ ...message, from, to, text: '«create»', says: 'create' });
      return;
    }
    case 'ended': {
      const who = teller.program(row.event.process, row.event.host);
      if (who === 'outside') return;
      if (active.delete(who)) items.push({ kind: 'deactivate', who });
      items.push({ kind: 'destroy', who, text: words.ended(row.event.by) });
      return;
    }
    case 'state':
      note('state', row.event.host, row.event.to);
      return;
    case 'made':
      note(
        'state',
        row.event.host,
        `«create» ${socketName(row.name, teller.classOf(row.event.host, row.event.socket))}`,
      );
      return;
    case 'destroyed':
      note(
        'state',
        row.event.host,
        `«destroy» ${socketName(row.name, teller.classOf(row.event.host, row.event.socket))}`,
      );
      return;
    case 'timer':
      note('note', row.span.host, constraint(row.span, words));
      return;
    case 'expired':
      note('note', row.span.host, words.table.expired(row.span.timer === null ? '' : words.timer(row.span.timer)));
      return;
    case 'fold': {
      const { segments, bytes } = foldedBefore(row.fold, count);
      const over = [teller.kernel(row.fold.from), teller.kernel(row.fold.to)].filter((each) => each !== 'outside');
      items.push({ kind: 'note', over, text: `${words.folded(segments)} (${words.size(bytes)})` });
      return;
    }
    case 'note': {
      const text = words.note(row.event, (host) => labelOf(cast, host));
      note('note', row.event.host, text);
      return;
    }
    case 'arrived':
    case 'lost':
  }
}

/** `{RTO 1 s}` */
const constraint = ({ timer, duration }: TimerSpan, words: SequenceWords): string =>
  timer === null || duration === null ? '' : `{${words.timer(timer)} ${words.time(duration)}}`;

/** As it is drawn: in brief, a timer that was stopped says nothing any more. */
const isTold = ({ end, expired }: TimerSpan, { detail }: SequenceModel, count: number): boolean =>
  detail === 'detailed' || expired || end === null || end.index >= count;

function segmentItem(span: FlightSpan, { model, words, count, kernel }: Teller): Item {
  const over = span.end !== null && span.end.index < count ? span.end : null;
  const fate = over === null ? 'under-way' : over.kind;
  const parts = [
    segmentLabel(span, words, 10),
    model.detail === 'detailed' ? numbersLabel(span) : '',
    span.sets && isTold(span.sets, model, count) ? constraint(span.sets, words) : '',
    span.since ? constraint(span.since, words) : '',
    fate === 'lost' ? `(${words[over?.loss ?? 'lost']})` : '',
  ];
  return {
    kind: 'message',
    from: span.seen === 'found' ? 'outside' : kernel(span.from),
    to: span.seen === 'gone' ? 'outside' : kernel(span.to),
    text: parts.filter((part) => part !== '').join(' '),
    says: 'segment',
    fate,
    failed: span.segment.flags.rst || fate === 'lost',
  };
}
