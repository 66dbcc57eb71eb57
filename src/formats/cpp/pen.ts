import type { CppCall } from './cpp-call.ts';

/** A call's name and arguments, as a program writes them. */
export type Arguments = CppCall['call'];

/** What the writer of a program lends to those that write one kind of call. */
export interface Pen {
  readonly fd: (reference: Arguments['fd']) => string;
  readonly include: (header: string) => void;
  readonly line: (text: string) => void;
  /** A call whose result a variable gets: `name = value;`. */
  readonly returns: (type: string, name: string, value: string) => void;
  /** A call whose result only matters when it is -1. */
  readonly checked: (call: string, name: string) => void;
  /** The variable for a thing; `declare` is written before its first use. */
  readonly variable: (key: string, wish: string, declare: (name: string) => string) => string;
  /** The variable of this name, given a value anew; declared where it is new. */
  readonly assigned: (type: string, wish: string, value: string) => string;
}
