import { quietFlights } from '../../diagrams/quiet.ts';
import type { TraceEvent } from '../../engine/trace/event.ts';

const known = new WeakMap<readonly TraceEvent[], { readonly length: number; readonly places: readonly number[] }>();

/** Of the flights of a trace, counted from 0 in the order in which they set out, those that are not quiet; ascending. */
export function loudFlights(trace: readonly TraceEvent[]): readonly number[] {
  const found = known.get(trace);
  if (found?.length === trace.length) return found.places;
  const quiet = quietFlights(trace);
  const places: number[] = [];
  let count = 0;
  for (const event of trace) {
    if (event.kind !== 'sent' && event.kind !== 'copied') continue;
    const original = event.kind === 'copied' ? event.original : event.flight;
    if (!quiet.has(original)) places.push(count);
    count += 1;
  }
  known.set(trace, { length: trace.length, places });
  return places;
}
