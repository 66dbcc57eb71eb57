import { assertNever } from '../base/assert-never.ts';
import type { Micros } from '../base/time.ts';
import type { ConnectionNote } from '../trace/connection-note.ts';
import type { ConnectionEvent, HostName, SocketId } from '../trace/event.ts';

/**
 * A connection's note as an event of the trace: with the moment and the place. Kind by kind, because notes of ten shapes
 * copied by one spread cost more than the segment that they tell of.
 */
export function placed(note: ConnectionNote, at: Micros, host: HostName, socket: SocketId): ConnectionEvent {
  switch (note.kind) {
    case 'state':
      return { at, host, socket, kind: note.kind, rule: note.rule, from: note.from, to: note.to };
    case 'acknowledged':
    case 'received':
    case 'kept-out-of-order':
      return { at, host, socket, kind: note.kind, rule: note.rule, from: note.from, to: note.to };
    case 'discarded':
    case 'peer-finished':
      return { at, host, socket, kind: note.kind, rule: note.rule };
    case 'timer': {
      const { kind, rule, timer, change, deadline } = note;
      return { at, host, socket, kind, rule, timer, change, deadline };
    }
    case 'rtt': {
      const { kind, rule, sample, smoothed, rto } = note;
      return { at, host, socket, kind, rule, sample, smoothed, rto };
    }
    case 'held-back':
    case 'segment-size':
      return { at, host, socket, kind: note.kind, rule: note.rule, bytes: note.bytes };
    case 'failed':
    case 'warned':
      return { at, host, socket, kind: note.kind, rule: note.rule, errno: note.errno };
    default:
      return assertNever(note);
  }
}
