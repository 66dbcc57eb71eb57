import type { TraceEvent } from '../engine/trace/event.ts';
import { showEndpoint } from '../engine/wire/address.ts';
import { showFlags } from '../engine/wire/segment.ts';

/** A segment as its host sends it: `10.0.0.1:40000>10.0.0.2:8080 PSH,ACK len=5`. Null for other events. */
export function segmentLine(event: TraceEvent): string | null {
  if (event.kind !== 'sent') return null;
  const { source, destination, flags, payload } = event.segment;
  const length = payload.length === 0 ? '' : ` len=${payload.length}`;
  return `${showEndpoint(source)}>${showEndpoint(destination)} ${showFlags(flags).replaceAll(' ', ',')}${length}`;
}
