import type { TraceEvent } from '../engine/trace/event.ts';

/** What an event is to who reads a trace for one thing. A byte each: a long trace is mostly of what somebody else reads. */
export const KIND = {
  other: 0,
  /** Written, acknowledged, taken over, read: what happens to text inside a machine. */
  text: 1,
  timer: 2,
  call: 3,
  block: 4,
  return: 5,
  sent: 6,
  arrived: 7,
  lost: 8,
  state: 9,
  /** A process or a thread begins. */
  begun: 10,
} as const;

interface Reading {
  kinds: Uint8Array;
  read: number;
}
const readings = new WeakMap<readonly TraceEvent[], Reading>();

/** The kind of each event of a trace. Read once for each array, and continued when it has grown. */
export function kindsOf(trace: readonly TraceEvent[]): Uint8Array {
  let reading = readings.get(trace);
  if (!reading) readings.set(trace, (reading = { kinds: new Uint8Array(trace.length), read: 0 }));
  if (reading.kinds.length < trace.length) {
    const larger = new Uint8Array(Math.max(trace.length, 2 * reading.kinds.length));
    larger.set(reading.kinds);
    reading.kinds = larger;
  }
  const { kinds } = reading;
  for (; reading.read < trace.length; reading.read++) kinds[reading.read] = kindOf(trace[reading.read] as TraceEvent);
  return kinds;
}

function kindOf({ kind }: TraceEvent): number {
  switch (kind) {
    case 'timer':
      return KIND.timer;
    case 'written':
    case 'received':
    case 'read':
    case 'acknowledged':
    case 'rtt':
      return KIND.text;
    case 'call':
      return KIND.call;
    case 'block':
      return KIND.block;
    case 'return':
      return KIND.return;
    case 'sent':
      return KIND.sent;
    case 'arrived':
      return KIND.arrived;
    case 'lost':
      return KIND.lost;
    case 'state':
      return KIND.state;
    case 'process-started':
    case 'thread-started':
      return KIND.begun;
    default:
      return KIND.other;
  }
}
