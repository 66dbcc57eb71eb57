import type { FlightId, TraceEventOf } from '../../engine/trace/event.ts';
import type { IcmpMessage } from '../../engine/wire/icmp.ts';
import { type Building, commitArmed, isInside, nextMark, push } from './building.ts';
import type { IcmpSpan } from './spans.ts';

/** What ICMP tells, from whoever tells it to the sender of what it is about. */
export function addIcmp(model: Building, event: TraceEventOf<'icmp-sent' | 'icmp-arrived'>, index: number): void {
  const { at, from, to, message } = event;
  if (event.kind === 'icmp-sent') {
    // A router half way has no lifeline: its message is found where it arrives.
    if (from === '' || !isInside(from, model)) return;
    const seen = isInside(to, model) ? 'whole' : 'gone';
    commitArmed(model);
    const start = nextMark(model, event, index);
    const span: IcmpSpan = {
      kind: 'icmp',
      from,
      to,
      message,
      about: causeOf(model, message),
      seen,
      copyOf: null,
      besides: model.tracks.besides(from, start.row),
      start,
      due: event.arrives,
      end: null,
    };
    if (seen === 'gone') span.end = { ...start, kind: 'arrived', reach: 1 };
    push(model, { index, at, kind: 'icmp-sent', span });
    if (seen === 'whole') model.told.set(message, span);
    return;
  }
  const known = model.told.get(message);
  model.told.delete(message);
  const start = nextMark(model, event, index);
  const span: IcmpSpan = known ?? {
    kind: 'icmp',
    from,
    to,
    message,
    about: causeOf(model, message),
    seen: 'found',
    copyOf: null,
    besides: 0,
    start,
    due: null,
    end: null,
  };
  push(model, { index, at, kind: 'icmp-arrived', span });
  span.end = { ...start, kind: 'arrived', reach: 1 };
}

/** The segment that a message quotes: one of the last. */
function causeOf({ rows }: Building, { about }: IcmpMessage): FlightId | null {
  for (let number = rows.length - 1; number >= 0; number--) {
    const row = rows[number];
    if (row?.kind !== 'sent' && row?.kind !== 'copied' && row?.kind !== 'found' && row?.kind !== 'lost') continue;
    if (row.span.segment === about) return row.span.flight;
  }
  return null;
}
