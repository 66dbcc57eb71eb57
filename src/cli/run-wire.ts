import { getTable } from '../engine/base/table.ts';
import { advance } from '../engine/simulation/advance.ts';
import { createWorld } from '../engine/simulation/create-world.ts';
import type { TraceEvent } from '../engine/trace/event.ts';
import { settingOf, WIRE_CONDITIONS } from '../programs/setting-of.ts';
import { wirePrograms } from '../programs/wire-programs.ts';
import type { WireScript } from '../programs/wire-script.ts';
import { fixedPorts, NO_RESULT, type ResultRecord, resultRecord } from './call-record.ts';
import type { Observer } from './export-run.ts';
import { type SegmentRecord, WireLog } from './wire-segments.ts';
import { tuningOf } from './wire-tuning.ts';

/** One step of a wire script: when it was made, when it returned, and what. Times in microseconds. */
export interface WireStep extends Partial<ResultRecord> {
  readonly i: number;
  readonly t_us: number;
  readonly wait?: number;
  readonly at?: number;
  readonly process?: string;
  readonly call?: string;
  /** The script went on before the call had returned. */
  readonly blocked?: boolean;
  /** During which later step a blocked call returned; null: never. */
  readonly completedAfterStep?: number | null;
  readonly scriptError?: string;
  readonly done_us?: number;
}

export interface WireRun {
  readonly segments: readonly SegmentRecord[];
  readonly steps: readonly WireStep[];
}

type Draft = { -readonly [Key in keyof WireStep]: WireStep[Key] };

/** Runs a wire script by the clock, to the end of its last step. */
export function runWire(wire: WireScript, seed: number, observe?: Observer): WireRun {
  const { script } = wire;
  const programs = wirePrograms(wire);
  const tuning = Object.fromEntries(Object.keys(script.hosts).map((host) => [host, tuningOf(wire.profile, host)]));
  const log = new WireLog();
  const steps = new StepLog(wire);
  let world = createWorld(settingOf(script, { ...WIRE_CONDITIONS, tuning }), script.seed ?? seed, programs);
  for (;;) {
    const next = advance(world, programs, null);
    if (typeof next === 'string') break;
    // The end leaves no mark: it was passed over on the way to whatever came after it, which no longer counts.
    const { ended, notBefore } = next.world.programs;
    if (ended && next.world.now > notBefore) break;
    const { flights } = next.world.network;
    for (const event of next.trace) {
      log.take(event, (id) => getTable(flights, id));
      steps.take(event);
    }
    observe?.(next);
    ({ world } = next);
    if (world.programs.ended) break;
  }
  return { segments: log.segments, steps: steps.records };
}

class StepLog {
  readonly records: Draft[];
  private readonly fixed: ReadonlySet<number>;
  private current = 0;

  constructor({ script, at, silent }: WireScript) {
    this.fixed = fixedPorts(script);
    this.records = script.steps.map((step, i) => {
      const moment = at[i] ?? null;
      if (silent[i] === true) return { i, t_us: (moment ?? 0) * 1_000, ...(moment === null ? {} : { at: moment }) };
      if ('wait' in step) return { i, t_us: 0, wait: step.wait };
      return { i, t_us: 0, process: step.process, call: step.call, ...NO_RESULT, blocked: false };
    });
  }

  take(event: TraceEvent): void {
    if (event.kind !== 'call' && event.kind !== 'refused' && event.kind !== 'wait' && event.kind !== 'return') return;
    const record = event.step === null ? undefined : this.records[event.step];
    if (record === undefined) return;
    if (event.kind === 'return') {
      Object.assign(record, resultRecord(event.call, event.result, this.fixed));
      record.done_us = event.at;
      if (record.blocked === true) record.completedAfterStep = this.current;
      return;
    }
    if (event.kind === 'wait') {
      // The pause in which a call shows that it sleeps belongs to the call's step.
      if (record.call !== undefined && record.t_us > 0) this.fallAsleep(record);
      else if (record.at === undefined) record.t_us = event.at;
      this.current = Math.max(this.current, record.i);
      return;
    }
    this.current = record.i;
    record.t_us = event.at;
    if (event.kind === 'refused') record.scriptError = event.rule === 'call-after-end' ? 'dead' : 'process blocked';
  }

  private fallAsleep(record: Draft): void {
    if (record.done_us !== undefined) return;
    record.blocked = true;
    record.completedAfterStep = null;
  }
}
