import type { Call, MessageFlag, OptionValue, PollEvent, ShutdownHow, SocketOption } from '../engine/posix/call.ts';

/** A text in the languages of the product. */
export interface ScriptText {
  readonly en: string;
  readonly 'pt-BR': string;
}

/** A descriptor: a name that an earlier step gave, or a number. */
export type FdReference = string | number;

/** One step of a script, as the file writes it. */
export type ScriptStep = CallStep | WaitStep;

export interface WaitStep {
  /** Milliseconds of virtual time. */
  readonly wait: number;
}

/** A call. Which arguments a call takes is decided by `call`; parsing has checked them. */
export interface CallStep {
  readonly process: string;
  readonly call: Call['name'];
  readonly as?: string;
  readonly fd?: FdReference;
  readonly family?: string;
  readonly address?: string;
  /** A number, or `P.name`: the local port of that descriptor. */
  readonly port?: number | string;
  readonly backlog?: number;
  readonly data?: string;
  readonly bytes?: number;
  readonly length?: number;
  readonly flags?: readonly (MessageFlag | 'SOCK_NONBLOCK')[];
  readonly how?: ShutdownHow;
  readonly option?: SocketOption | 'O_NONBLOCK';
  readonly value?: OptionValue | boolean;
  readonly fds?: readonly { readonly fd: FdReference; readonly events: readonly PollEvent[] }[];
  readonly timeout?: number;
}

/** A fault of a link as the file writes it; times in milliseconds. */
export interface ScriptFault {
  /** `client->server` (names of hosts), or `both`: every direction, each counting for itself. Absent: both. */
  readonly direction?: string;
  readonly match?: 'any' | 'data' | 'syn' | 'synack' | 'ack' | 'fin' | 'rst';
  /** Only these of the segments that match, counted from 1: a number, several, or `3-8`. */
  readonly nth?: number | readonly number[] | string;
  readonly rate?: number;
  readonly action: 'drop' | 'duplicate' | { readonly delay_ms: number } | { readonly duplicate_after_ms: number };
}

export interface ScriptNetwork {
  /** One way, milliseconds; or by direction, `{ "client->server": 20 }`, the others as by default. */
  readonly delay_ms?: number | Readonly<Record<string, number>>;
  readonly bandwidth_kbps?: number;
  readonly faults?: readonly ScriptFault[];
}

/** A call script: the simplest program, and the exchange format between the application, its command line and a real kernel. */
export interface CallScript {
  readonly name: string;
  readonly hosts: Readonly<Record<string, string>>;
  readonly processes: Readonly<Record<string, { readonly host: string; readonly root?: boolean }>>;
  readonly steps: readonly ScriptStep[];
  readonly title?: ScriptText;
  readonly about?: ScriptText;
  readonly network?: ScriptNetwork;
  readonly profile?: 'linux' | 'textbook';
  /** For the presenter, by index of step. */
  readonly notes?: Readonly<Record<string, ScriptText>>;
  readonly seed?: number;
}
