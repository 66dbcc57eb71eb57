import type { ProcessName } from '../../engine/trace/event.ts';
import type { CppCall } from './cpp-call.ts';

/** What a C++ source is made from: a program and its calls. */
export interface CppInput {
  /** The process that the program begins as. */
  readonly process: ProcessName;
  /** Names and addresses of the hosts. */
  readonly hosts: Readonly<Record<string, string>>;
  /** The calls of the program in their order, those of its threads and of its children among them. */
  readonly calls: readonly CppCall[];
  /** The language of the few comments. */
  readonly language: 'en' | 'pt-BR';
}
