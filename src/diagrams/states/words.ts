import type { Micros } from '../../engine/base/time.ts';
import type { TcpState } from '../../engine/trace/connection-note.ts';
import type { TransitionId } from './machine.ts';
import type { Cause } from './model.ts';
import type { Chance } from './possible.ts';

/** The language of a state machine. States, calls and flags keep their names in every language. */
export interface StatesWords {
  readonly title: string;
  /** The choice of the socket whose state changed last. */
  readonly follow: string;
  /** The composite state of all that have a connection. */
  readonly connection: string;
  /** On each transition: the event, and after a slash the action; one line or two. */
  readonly labels: Readonly<Record<TransitionId, readonly string[]>>;
  /** What a state means. */
  readonly meanings: Readonly<Record<TcpState, string>>;
  /** Under the name of a transition that a running timer will take. */
  at(deadline: Micros): string;
  /** Under the name of a socket. `fd` null: no program holds it. */
  holder(p: { readonly host: string; readonly fd: number | null }): string;
  /** In place of the meaning: the socket is no more. */
  readonly gone: string;
  /** No socket has been made yet. */
  readonly none: string;
  /** Before what is possible from here. */
  readonly next: string;
  /** Nothing is possible from here. */
  readonly nothing: string;
  /** What would happen, e.g. `client calls close(3): a FIN is sent`. `who` names a program. */
  chance(chance: Chance, names: Names): string;
  cause(cause: Cause, names: Names): string;
  readonly table: {
    readonly columns: {
      readonly order: string;
      readonly from: string;
      readonly to: string;
      readonly time: string;
      readonly cause: string;
    };
    /** In the first column of what is possible. */
    readonly possible: string;
    time(at: Micros): string;
    /** One sentence that says what the diagram shows. `state` null: there is no socket yet. */
    summary(p: {
      readonly socket: string;
      readonly state: TcpState | null;
      readonly passed: number;
      readonly possible: number;
    }): string;
  };
}

/** What the screen calls machines and programs. */
export interface Names {
  readonly host: (name: string) => string;
  readonly program: (process: string) => string;
}
