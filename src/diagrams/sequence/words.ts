import type { HostName, ProcessName, TraceEventOf } from '../../engine/trace/event.ts';
import type { TimerName } from '../../engine/trace/connection-note.ts';
import type { WaitCondition } from '../../engine/posix/call.ts';
import type { IcmpCode } from '../../engine/wire/icmp.ts';
import type { NoteEvent } from './model.ts';

/** The language of a sequence diagram. Calls, flags and states keep their names in every language. */
export interface SequenceWords {
  /** The second line of a lifeline's head, after the colon. */
  readonly program: string;
  /** The same where room is short. */
  readonly programShort: string;
  /** Between two rows that are far apart in time. */
  later(time: string): string;
  readonly kernel: string;
  /** A lifeline as it is named in a sentence or a table: `client kernel`; `process` null for the kernel. */
  lifeline(host: string, process: ProcessName | null): string;
  /** The moment at the line of the cursor. */
  now(time: string): string;
  /** Added to the label of a segment sent again; short, it stands on the wire. */
  readonly again: string;
  /** Before the label of a copy that the network made. */
  readonly copy: string;
  readonly lost: string;
  /** In place of `lost`, where a packet filter took it, or answered. */
  readonly dropped: string;
  /** The same where room is short. */
  readonly droppedShort: string;
  readonly rejected: string;
  /** How a process ended, beside the end of its lifeline. */
  ended(by: TraceEventOf<'process-ended'>['by']): string;
  /** What befell the network or a machine, short; `nameOf` names a host. */
  note(event: NoteEvent, nameOf: (host: HostName) => string): string;
  /** What an ICMP message says, short. */
  icmp(code: IcmpCode): string;
  /** So many further segments with text, which are not drawn one by one. */
  folded(segments: number): string;
  size(bytes: number): string;
  /** A timer, short: it stands with its duration in braces, as a constraint. */
  timer(name: TimerName): string;
  /** A moment of virtual time, in microseconds. */
  time(micros: number): string;
  readonly table: SequenceTableWords;
}

/** The diagram as text, for who does not see it. */
export interface SequenceTableWords {
  readonly columns: { readonly time: string; readonly from: string; readonly to: string; readonly message: string };
  /** Where a message comes from that nobody in the diagram sends. */
  readonly outside: string;
  returns(result: string): string;
  blocked(call: string, until: WaitCondition): string;
  refused(call: string): string;
  sent(label: string): string;
  again(label: string): string;
  copied(label: string): string;
  arrived(label: string): string;
  lost(label: string): string;
  dropped(label: string): string;
  rejected(label: string): string;
  state(from: string, to: string): string;
  /** `text` as in `folded`, `size` as in `size`. */
  folded(text: string, size: string, open: boolean): string;
  /** A socket, by what its program calls it; '' where it has no name yet. */
  made(name: string): string;
  destroyed(name: string): string;
  /** A program has a descriptor of it from now on; none has any more. */
  held(name: string): string;
  left(name: string): string;
  /** `name` as in `timer`, and how long it is set for. */
  timer(name: string, time: string): string;
  expired(name: string): string;
  begun(name: string): string;
  ended(by: TraceEventOf<'process-ended'>['by']): string;
  /** One sentence that says what the diagram shows. */
  summary(p: {
    readonly lifelines: number;
    readonly messages: number;
    readonly underWay: number;
    readonly time: string;
  }): string;
}
