import type { ProcessName, TraceEvent } from '../engine/trace/event.ts';
import { firstProcessOf, processOfActor } from './cast.ts';
import { placesOf } from './places.ts';
import type { Ties } from './ties.ts';

/** What a selection is about, for diagrams that show one program or one socket. */
export interface Whose {
  /** The process with which its program began; null: nobody's in particular. */
  readonly program: ProcessName | null;
  readonly socket: { readonly host: string; readonly socket: number } | null;
}

const NOBODY: Whose = { program: null, socket: null };

/** Whose the selected is: of a segment, the program with whose call it began, and the socket that sent it. */
export function whoseOf(trace: readonly TraceEvent[], { subject, calls }: Ties): Whose {
  const program = (process: ProcessName | null): ProcessName | null =>
    process === null ? null : firstProcessOf(trace, processOfActor(process));
  const [place] = placesOf(trace, subject);
  const event = place === undefined ? undefined : trace[place];
  switch (subject?.kind) {
    case 'process':
      return { ...NOBODY, program: program(subject.process) };
    case 'call':
    case 'calls': {
      if (event?.kind !== 'call') return NOBODY;
      const made = subject.kind === 'call' ? (event.socket ?? madeBy(trace, event.callId, place ?? 0)) : null;
      return { program: program(event.process), socket: made === null ? null : { host: event.host, socket: made } };
    }
    case 'flight': {
      const [call] = calls;
      const [from] = call === undefined ? [] : placesOf(trace, { kind: 'call', callId: call });
      const cause = from === undefined ? undefined : trace[from];
      return {
        program: cause?.kind === 'call' ? program(cause.process) : null,
        socket: event?.kind === 'sent' && event.socket !== null ? { host: event.host, socket: event.socket } : null,
      };
    }
    case 'socket': {
      const holder = trace.find(
        (each) =>
          (each.kind === 'socket-created' || each.kind === 'socket-accepted') &&
          each.host === subject.host &&
          each.socket === subject.socket &&
          each.process !== null,
      );
      const process = holder !== undefined && 'process' in holder ? holder.process : null;
      return { program: program(process), socket: { host: subject.host, socket: subject.socket } };
    }
    default:
      return NOBODY;
  }
}

/** The socket that a call of socket() gave. */
function madeBy(trace: readonly TraceEvent[], callId: number, from: number): number | null {
  for (let index = from; index < trace.length; index++) {
    const event = trace[index];
    if (event?.kind === 'return' && event.callId === callId) return event.newSocket;
  }
  return null;
}
