import type { IcmpCode } from '../../engine/wire/icmp.ts';
import type { ProcessName } from '../../engine/trace/event.ts';

/** The language of a communication diagram. Calls, flags and class names keep their names in every language. */
export interface CommunicationWords {
  /** The class of a program's object. */
  readonly program: string;
  readonly kernel: string;
  readonly router: string;
  /** Under the name of a socket that waits in the accept queue. */
  readonly unaccepted: string;
  /** The same where there is little room. */
  readonly queued: string;
  /** Under the name of a socket whose last descriptor is closed. */
  readonly closed: string;
  /** What an ICMP message says, short. */
  icmp(code: IcmpCode): string;
  readonly again: string;
  /** The same where there is little room. */
  readonly againShort: string;
  readonly lost: string;
  /** In place of `lost`, where a packet filter took it, or answered. */
  readonly dropped: string;
  readonly rejected: string;
  /** At the top of a stack: messages that came before those shown. */
  earlier(count: number): string;
  /** In its place where all are shown: back to the last few. */
  readonly gather: string;
  /** An object as it is named in a table: `client program`; `process` null for the kernel. */
  participant(host: string, process: ProcessName | null): string;
  readonly table: {
    readonly columns: { readonly number: string; readonly from: string; readonly to: string; readonly message: string };
    returns(result: string): string;
    /** The line of the earlier messages between two objects, as a button. */
    earlier(one: string, other: string): string;
    lost(label: string): string;
    dropped(label: string): string;
    rejected(label: string): string;
    again(label: string): string;
    /** One sentence that says what the diagram shows. */
    summary(p: { readonly objects: number; readonly links: number; readonly messages: number }): string;
  };
}
