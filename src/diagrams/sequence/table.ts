import type { HostName } from '../../engine/trace/event.ts';
import { callLabel, isFromOutside, resultLabel } from '../call-label.ts';
import { type Actor, type Cast, labelOf } from '../cast.ts';
import type { Subject } from '../shape.ts';
import type { Side } from './columns.ts';
import { foldSubject } from './fold-shapes.ts';
import { foldedBefore } from './fold-text.ts';
import { subjectOf } from './icmp-shapes.ts';
import type { SequenceMoment } from './layout.ts';
import { type Row, rowsBefore, type SequenceModel, spansAcross } from './model.ts';
import type { SocketNews } from './row.ts';
import { segmentLabel } from './segment-label.ts';
import type { SequenceWords } from './words.ts';

/** One event as a line of a table. `key` is the key of its shape in the picture. */
export interface SequenceTableRow {
  readonly key: string;
  readonly subject: Subject | null;
  readonly time: string;
  readonly from: string;
  readonly to: string;
  readonly message: string;
}

export interface SequenceTable {
  /** One sentence that says what the diagram shows. */
  readonly summary: string;
  /** Rows before those listed. */
  readonly left: number;
  readonly rows: readonly SequenceTableRow[];
}

/** The diagram at a cursor as text: its last `most` rows. */
export function sequenceTable(
  model: SequenceModel,
  moment: SequenceMoment,
  {
    cast,
    side = null,
    words,
    most,
  }: {
    readonly cast: Cast;
    readonly side?: Side | null;
    readonly words: SequenceWords;
    readonly most: number;
  },
): SequenceTable {
  const done = rowsBefore(model, moment.count);
  const left = Math.max(0, done - most);
  const underWay = spansAcross(model, done, done).filter(
    (span) => span.kind === 'flight' && span.start.row < done && (span.end === null || span.end.row >= done),
  ).length;
  return {
    summary: words.table.summary({
      lifelines: cast
        .filter((host) => side === null || host.side === side)
        .reduce((sum, host) => sum + 1 + host.processes.length, 0),
      messages: done,
      underWay,
      time: words.time(moment.time),
    }),
    left,
    rows: model.rows.slice(left, done).map((row) => sequenceLine(row, moment, { words, cast })),
  };
}

/** The key that `layout` gives the shape of a row. */
export function keyOfRow(row: Row): string {
  switch (row.kind) {
    case 'call':
    case 'return':
      return `call:${row.span.callId}:${row.kind}`;
    case 'sent':
    case 'copied':
    case 'found':
      return `flight:${row.span.flight}`;
    case 'arrived':
    case 'lost':
      return `flight:${row.span.flight}:${row.kind}`;
    case 'refused':
    case 'begun':
    case 'ended':
    case 'made':
    case 'destroyed':
    case 'state':
      return `${row.kind}:${row.index}`;
    case 'icmp-sent':
    case 'icmp-arrived':
      return row.span.start.index === row.index ? `icmp:${row.index}` : `icmp:${row.span.start.index}:${row.kind}`;
    case 'timer':
    case 'expired':
      return `${row.kind}:${row.index}:label0`;
    case 'fold':
      return `fold:${row.fold.flight}`;
    case 'note':
      return `note:${row.index}:label0`;
  }
}

interface Telling {
  readonly words: SequenceWords;
  readonly cast: Cast;
}

/** One row as a line of the table, with what became of sockets in it. */
export function sequenceLine(row: Row, moment: Pick<SequenceMoment, 'count'>, telling: Telling): SequenceTableRow {
  const line = eventLine(row, moment, telling);
  if (row.sockets === undefined) return line;
  const news = row.sockets.filter(({ index }) => index < moment.count);
  return { ...line, message: [line.message, ...news.map((each) => newsOf(each, telling.words))].join('; ') };
}

/** A socket is called what it is called then: until a program has it, it has no name. */
function newsOf({ what, span }: SocketNews, { table }: SequenceWords): string {
  switch (what) {
    case 'made':
      return table.made(span.held?.row === span.start.row ? span.name : '');
    case 'held':
      return table.held(span.name);
    case 'left':
      return table.left(span.name);
    case 'destroyed':
      return table.destroyed(span.name);
  }
}

function eventLine(row: Row, moment: Pick<SequenceMoment, 'count'>, { words, cast }: Telling): SequenceTableRow {
  const { table } = words;
  // Where a machine has several programs, each by its name.
  const lifeline = (host: HostName, actor: Actor | null): string => {
    const several = (cast.find(({ name }) => name === host)?.processes.length ?? 0) > 1;
    const label = labelOf(cast, host);
    return words.lifeline(actor !== null && several ? `${label} ${actor}` : label, actor);
  };
  const common = { key: keyOfRow(row), time: words.time(row.at) };
  switch (row.kind) {
    case 'call': {
      const { host, actor, callId, event, blocked } = row.span;
      const label = callLabel(event.call);
      const sleeping = blocked !== null && blocked.index < moment.count;
      return {
        ...common,
        subject: { kind: 'call', callId },
        ...(isFromOutside(event.call)
          ? { from: table.outside, to: lifeline(host, actor) }
          : { from: lifeline(host, actor), to: lifeline(host, null) }),
        message: sleeping ? table.blocked(label, blocked.until) : label,
      };
    }
    case 'return': {
      const { host, actor, callId, end, event } = row.span;
      return {
        ...common,
        subject: { kind: 'call', callId },
        from: lifeline(host, null),
        to: lifeline(host, actor),
        message: table.returns(end?.result ? resultLabel(end.result, event.call) : ''),
      };
    }
    case 'sent':
    case 'copied':
    case 'found':
    case 'arrived':
    case 'lost': {
      const { flight, from, to, repeats } = row.span;
      const label = segmentLabel(row.span, { again: '', copy: '' }).trim();
      const said = {
        sent: () => (repeats === null ? table.sent(label) : table.again(label)),
        copied: () => table.copied(label),
        found: () => (row.span.end?.kind === 'lost' ? table[row.span.end.loss](label) : table.arrived(label)),
        arrived: () => table.arrived(label),
        lost: () => table[row.span.end?.loss ?? 'lost'](label),
      }[row.kind];
      return {
        ...common,
        subject: { kind: 'flight', flight },
        from: lifeline(from, null),
        to: lifeline(to, null),
        message: said(),
      };
    }
    case 'icmp-sent':
    case 'icmp-arrived': {
      const { from, to, message } = row.span;
      const label = words.icmp(message.code);
      return {
        ...common,
        subject: subjectOf(row.span),
        from: from === '' ? table.outside : lifeline(from, null),
        to: lifeline(to, null),
        message: row.kind === 'icmp-sent' ? table.sent(label) : table.arrived(label),
      };
    }
    case 'timer':
    case 'expired': {
      const { host, socket, timer, duration } = row.span;
      const name = timer === null ? '' : words.timer(timer);
      return {
        ...common,
        subject: socket === null ? null : { kind: 'socket', host, socket },
        from: lifeline(host, null),
        to: '',
        message: row.kind === 'timer' ? table.timer(name, words.time(duration ?? 0)) : table.expired(name),
      };
    }
    case 'note':
      return {
        ...common,
        subject: null,
        from: lifeline(row.event.host, null),
        to: '',
        message: words.note(row.event, (host) => labelOf(cast, host)),
      };
    case 'refused':
      return {
        ...common,
        subject: { kind: 'process', process: row.event.process },
        from: lifeline(row.event.host, row.event.process),
        to: lifeline(row.event.host, null),
        message: table.refused(callLabel(row.event.call)),
      };
    case 'begun':
      return {
        ...common,
        subject: { kind: 'process', process: row.event.process },
        from: lifeline(row.event.host, null),
        to: lifeline(row.event.host, row.actor),
        message: table.begun(row.actor),
      };
    case 'ended':
      return {
        ...common,
        subject: { kind: 'process', process: row.event.process },
        from: lifeline(row.event.host, row.event.process),
        to: '',
        message: table.ended(row.event.by),
      };
    case 'fold': {
      const { segments, bytes } = foldedBefore(row.fold, moment.count);
      return {
        ...common,
        subject: foldSubject(row.fold),
        from: lifeline(row.fold.from, null),
        to: lifeline(row.fold.to, null),
        message: table.folded(words.folded(segments), words.size(bytes), row.fold.open),
      };
    }
    case 'made':
    case 'destroyed':
      return {
        ...common,
        subject: { kind: 'socket', host: row.event.host, socket: row.event.socket },
        from: lifeline(row.event.host, null),
        to: '',
        message: row.kind === 'made' ? table.made(row.name) : table.destroyed(row.name),
      };
    case 'state':
      return {
        ...common,
        subject: { kind: 'socket', host: row.event.host, socket: row.event.socket },
        from: lifeline(row.event.host, null),
        to: '',
        message: table.state(row.event.from, row.event.to),
      };
  }
}
