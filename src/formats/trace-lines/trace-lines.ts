import type { TraceEvent } from '../../engine/trace/event.ts';

/** A trace as JSON lines (ndjson): an event a line, as the engine has it; times in microseconds. */
export const traceLines = (trace: readonly TraceEvent[]): string =>
  trace.map((event) => `${JSON.stringify(event)}\n`).join('');
