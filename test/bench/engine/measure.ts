// What runs in a process of its own, out of a bundle in production mode (no World is frozen): measures what its first
// argument names, and prints a Measurement as JSON. Time is from a World's first event to its last, with the trace kept.
import { run } from '../../../src/engine/history/run.ts';
import type { Recording } from '../../../src/engine/history/recording.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import type { Measurement } from '../benchmark.ts';
import { crowd } from './crowd.ts';
import { transfer } from './transfer.ts';

const MB = 1_000_000;
/** Runs before those that count: the runtime compiles what runs often, and 10 MB are over before it has. */
const WARM_UP = 8;
const RUNS = 9;

declare const gc: () => void;

interface Timed {
  readonly seconds: number;
  readonly timeline: Timeline;
}

function timed(recording: Recording): Timed {
  // What earlier runs left is not cleared away at this one's expense.
  gc();
  const begin = performance.now();
  const timeline = run(recording);
  return { seconds: (performance.now() - begin) / 1000, timeline };
}

/**
 * The fastest of several runs after some that do not count: whatever else the machine does can only slow a run down. Each run's
 * timeline is kept while the next begins, as by whoever looks at it: the runtime learns what lives on from what it finds when it
 * clears up, and would else take a trace for rubbish and copy each one twice.
 */
function fastest(recording: Recording, { warmUp, runs }: { warmUp: number; runs: number }): Timed {
  let best = timed(recording);
  for (let i = 0; i < warmUp; i++) best = timed(recording);
  for (let i = 1; i < runs; i++) {
    const next = timed(recording);
    if (next.seconds < best.seconds) best = next;
  }
  return best;
}

/** All segments, and those with text. */
function segmentsOf({ trace }: Timeline): { readonly all: number; readonly withText: number } {
  let all = 0;
  let withText = 0;
  for (const event of trace.items) {
    if (event.kind !== 'sent') continue;
    all++;
    if (event.segment.payload.length > 0) withText++;
  }
  return { all, withText };
}

const told = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 3 });

function speed({ seconds, timeline }: Timed): Measurement {
  const { all, withText } = segmentsOf(timeline);
  const detail = `${told(seconds * 1000)} ms for ${all} segments; ${withText} with text, ${told(withText / seconds)}/s`;
  return { value: all / seconds, detail };
}

function once(bytes: number): void {
  run(transfer(bytes, 0));
}

const measurements: Readonly<Record<string, () => Measurement>> = {
  transfer10MB: () => speed(fastest(transfer(10 * MB, 0), { warmUp: WARM_UP, runs: RUNS })),

  transfer10MBMemory() {
    // Once before: what the runtime compiles is no part of the run. By a function, so that nothing of that run is left on
    // the stack, where its 10 MB would be counted as there before.
    once(10 * MB);
    gc();
    const before = process.memoryUsage();
    const timeline = run(transfer(10 * MB, 0));
    gc();
    const after = process.memoryUsage();
    const { items } = timeline.steps;
    const kept = items.filter(({ world }) => world !== null).length;
    return {
      value: (after.heapUsed - before.heapUsed) / MB,
      detail: `${timeline.trace.length} events of the trace, ${items.length} steps, ${kept} Worlds kept, the 10 MB themselves`,
    };
  },

  connect1000() {
    const clients = 1_000;
    const { seconds, timeline } = fastest(crowd(clients), { warmUp: WARM_UP, runs: RUNS });
    const accepted = timeline.trace.items.filter(({ kind }) => kind === 'socket-accepted').length;
    if (accepted !== clients) throw new Error(`${accepted} of ${clients} clients were accepted`);
    return { value: clients / seconds, detail: `${told(seconds * 1000)} ms` };
  },

  transfer100MB() {
    const small = speed(fastest(transfer(10 * MB, 0.001), { warmUp: WARM_UP, runs: 3 }));
    const large = speed(fastest(transfer(100 * MB, 0.001), { warmUp: 0, runs: 3 }));
    const ratio = small.value / large.value;
    return { value: large.value, detail: `${large.detail}; a segment takes ${told(ratio)} times as long as in 10 MB` };
  },
};

const name = process.argv[2] ?? '';
const measure = measurements[name];
if (measure === undefined) throw new Error(`nothing to measure is called ${name}`);
process.stdout.write(JSON.stringify(measure()));
