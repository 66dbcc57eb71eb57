import type { TraceEventOf } from '../../engine/trace/event.ts';
import { beginArmed, recallTimer, sinceBefore, takeArmed } from './add-timer.ts';
import { type Building, commitArmed, isInside, nextMark, push, recall, underWay } from './building.ts';
import { lossOf } from '../loss.ts';
import type { FlightSpan, Mark } from './spans.ts';

type FlightEvent = TraceEventOf<'sent' | 'copied' | 'injected' | 'delayed' | 'arrived' | 'lost'>;

/** What becomes of a segment, as rows and spans of the model. */
export function addFlight(model: Building, event: FlightEvent, index: number): void {
  const at = event.at;
  switch (event.kind) {
    case 'sent':
    case 'copied': {
      // Whoever sent the original knows nothing of copies.
      if (event.kind === 'copied' && !isInside(event.to, model)) return;
      if (!isInside(event.from, model)) {
        model.coming.set(event.flight, event);
        return;
      }
      if (event.kind === 'sent' && isGathered(model, event, index)) return;
      const original = event.kind === 'copied' ? underWay(model, event.original) : null;
      const sets = event.kind === 'sent' ? takeArmed(model, event) : null;
      commitArmed(model);
      const start = nextMark(model, event, index);
      const besides = model.tracks.besides(event.from, start.row);
      const faces = model.tracks.besides(event.to, start.row);
      const span = spanOf(event, isInside(event.to, model) ? 'whole' : 'gone', original, start, besides, faces);
      span.since = sinceBefore(model, span);
      if (event.kind === 'sent') model.timers.tried(span);
      push(model, { index, at, kind: event.kind, span });
      if (sets) beginArmed(model, sets, span);
      if (span.since && !span.since.grows) recallTimer(model, span.since, start);
      model.flights[event.flight] = span;
      return;
    }
    case 'injected': {
      const span = spanOf(event, 'found', null, nextMark(model, event, index));
      const row = push(model, { index, at, kind: 'found', span });
      span.end = { row, index, at, kind: 'arrived', reach: 1, loss: 'lost' };
      return;
    }
    case 'delayed': {
      const span = underWay(model, event.flight);
      if (span) span.due = event.arrives;
      return;
    }
    case 'arrived':
    case 'lost':
      endFlight(model, event, index);
  }
}

/** Whether a segment is one of those of which only the number is drawn. */
function isGathered(model: Building, event: TraceEventOf<'sent'>, index: number, at = event.at): boolean {
  if (model.detail !== 'segments' || model.scope.unfolded === 'all') return false;
  const fold = model.folding.sent(event, index);
  if (fold === null) return false;
  const mark = model.folds.get(fold) ?? { row: push(model, { index, at, kind: 'fold', fold }), index, at };
  model.folds.set(fold, mark);
  if (fold.open) return false;
  if (isInside(event.from, model)) {
    const span = spanOf(event, isInside(event.to, model) ? 'whole' : 'gone', null, mark);
    model.folded.set(event.flight, span);
    model.timers.tried(span);
  }
  return true;
}

function endFlight(model: Building, event: TraceEventOf<'arrived' | 'lost'>, index: number): void {
  const { kind, at, flight } = event;
  const loss = lossOf(event.rule);
  const coming = model.coming.size > 0 ? model.coming.get(flight) : undefined;
  if (coming) {
    model.coming.delete(flight);
    // What was lost on its way from outside is missed by nobody, unless it was the receiver's own filter that took it.
    if (kind === 'lost' && loss === 'lost') return;
    if (coming.kind === 'sent' && kind === 'arrived' && isGathered(model, coming, index, at)) return;
    const span = spanOf(coming, 'found', null, nextMark(model, event, index));
    span.end = { row: push(model, { index, at, kind: 'found', span }), index, at, kind, reach: 1, loss };
    return;
  }
  const folded = model.folded.size > 0 ? model.folded.get(flight) : undefined;
  if (folded) model.folded.delete(flight);
  if (folded && kind === 'lost') {
    const row = push(model, { index, at, kind, span: folded });
    folded.end = { row, index, at, kind, reach: event.progress, loss };
    recall(model, folded, folded.end);
  }
  const span = underWay(model, flight);
  if (!span) return;
  const reach = kind === 'lost' ? event.progress : 1;
  // At the edge of the diagram it arrives in the row in which it was sent.
  const row = span.seen === 'gone' && kind === 'arrived' ? span.start.row : push(model, { index, at, kind, span });
  span.end = { row, index, at, kind, reach, loss };
}

function spanOf(
  event: TraceEventOf<'sent' | 'copied' | 'injected'>,
  seen: FlightSpan['seen'],
  copyOf: FlightSpan | null,
  start: Mark,
  besides = 0,
  faces = 0,
): FlightSpan {
  const sent = event.kind === 'sent' ? event : null;
  return {
    kind: 'flight',
    flight: event.flight,
    from: event.from,
    to: event.to,
    socket: sent?.socket ?? copyOf?.socket ?? null,
    segment: event.segment,
    relative: sent?.relative ?? copyOf?.relative ?? null,
    repeats: sent?.repeats ?? null,
    copyOf,
    seen,
    since: null,
    sets: null,
    besides,
    faces,
    start,
    due: event.kind === 'injected' ? null : event.arrives,
    end: null,
  };
}
