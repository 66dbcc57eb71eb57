import { writeFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { Stepped } from '../engine/simulation/step.ts';
import type { TraceEvent } from '../engine/trace/event.ts';
import { pcapng } from '../formats/pcapng/pcapng.ts';
import { strace, type TracedProcess } from '../formats/strace/strace.ts';
import { tracedProcesses } from '../formats/strace/traced-processes.ts';
import { traceLines } from '../formats/trace-lines/trace-lines.ts';
import type { CallScript } from '../programs/call-script.ts';
import type { Exports } from './arguments.ts';

/** Is told each event of the World and what it did. */
export type Observer = (stepped: Stepped) => void;

export const wants = ({ pcapng: capture, strace: calls, trace }: Exports): boolean =>
  (capture ?? calls ?? trace) !== undefined;

/** A run as it is kept for being written to files. */
export class ObservedRun {
  private readonly run: (readonly TraceEvent[])[] = [];
  private processes: Readonly<Record<string, TracedProcess>> = {};

  readonly take: Observer = ({ world, trace }) => {
    this.run.push(trace);
    if (Object.keys(this.processes).length === 0) this.processes = tracedProcesses(world);
  };

  /** Writes what was asked for; one line for each file that could not be written. */
  write(script: CallScript, exports: Exports): readonly string[] {
    const { times, at } = exports;
    if (at !== undefined && !Object.hasOwn(script.hosts, at)) {
      return [
        `--at: found ${JSON.stringify(at)}; expected a host of the script: ${Object.keys(script.hosts).join(', ')}`,
      ];
    }
    const trace = this.run.flat();
    const problems: string[] = [];
    const put = (path: string | undefined, content: () => string | Uint8Array) => {
      if (path === undefined) return;
      try {
        writeFileSync(whereTo(path), content());
      } catch (error) {
        problems.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    put(exports.pcapng, () => pcapng(script.hosts, this.run, at ?? null));
    put(exports.strace, () => strace(trace, { processes: this.processes, times }));
    put(exports.trace, () => traceLines(trace));
    return problems;
  }
}

/** npm runs scripts in the folder of package.json, and says in INIT_CWD where the user stood. */
const whereTo = (path: string): string => (isAbsolute(path) ? path : resolve(process.env['INIT_CWD'] ?? '.', path));
