import type { ProcessName } from '../../engine/trace/event.ts';
import type { CppCall } from './cpp-call.ts';

/** What a C++ source is made from: one process and its calls. */
export interface CppInput {
  readonly process: ProcessName;
  /** Names and addresses of the hosts. */
  readonly hosts: Readonly<Record<string, string>>;
  /** The calls of the process in their order. */
  readonly calls: readonly CppCall[];
  /** The language of the few comments. */
  readonly language: 'en' | 'pt-BR';
}
