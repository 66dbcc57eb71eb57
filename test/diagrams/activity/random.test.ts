import { array, assert, constantFrom, nat, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { activity as en } from '../../../src/app/i18n/en/diagrams/activity.ts';
import { layOutActivity } from '../../../src/diagrams/activity/layout.ts';
import { activityOf } from '../../../src/diagrams/activity/model.ts';
import { activityTable } from '../../../src/diagrams/activity/table.ts';
import { castOf, programsOf } from '../../../src/diagrams/cast.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { run } from '../../../src/engine/history/run.ts';
import type { TimedAction } from '../../../src/engine/history/recording.ts';
import type { CallScript, ScriptStep } from '../../../src/programs/call-script.ts';
import { scriptPrograms } from '../../../src/programs/script-programs.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../../src/programs/setting-of.ts';
import { overlaps } from '../../support/diagram-overlaps.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';

const PRELUDE: readonly ScriptStep[] = [
  { process: 'S', call: 'socket', as: 's' },
  { process: 'S', call: 'bind', fd: 's', address: '0.0.0.0', port: 8080 },
  { process: 'S', call: 'listen', fd: 's', backlog: 3 },
];

const anyStep = record({
  what: constantFrom(
    'connect',
    'accept',
    'send',
    'send',
    'recv',
    'recv',
    'close',
    'fork',
    'thread',
    'exit',
    'wait',
    'again',
  ),
  which: nat(5),
});

/** What a client and a server may do, with threads and children, some of it several times; much of it fails. */
function scriptOf(picks: readonly { readonly what: string; readonly which: number }[]): CallScript {
  const steps: ScriptStep[] = [...PRELUDE];
  const callers: { process: string; thread?: string }[] = [{ process: 'C' }, { process: 'S' }];
  let names = 0;
  for (const { what, which } of picks) {
    const caller = callers[which % callers.length] ?? { process: 'C' };
    const name = `x${names}`;
    switch (what) {
      case 'connect':
        names++;
        steps.push({ ...caller, call: 'socket', as: `x${names}` });
        steps.push({ ...caller, call: 'connect', fd: `x${names}`, address: '10.0.0.2', port: 8080 + (which % 2) });
        break;
      case 'accept':
        names++;
        steps.push({ ...caller, call: 'accept', fd: 's', as: `x${names}` });
        break;
      case 'send':
        steps.push({ ...caller, call: 'send', fd: name, data: 'hello', flags: which < 4 ? ['MSG_NOSIGNAL'] : [] });
        break;
      case 'recv':
        steps.push({ ...caller, call: 'recv', fd: name, length: 5, flags: which % 2 === 0 ? ['MSG_DONTWAIT'] : [] });
        break;
      case 'close':
        steps.push({ ...caller, call: 'close', fd: name });
        break;
      case 'exit':
        if (which === 0) steps.push({ ...caller, call: 'exit' });
        break;
      case 'fork':
        if (callers.length > 4) break;
        steps.push({ ...caller, call: 'fork', as: `P${callers.length}` });
        callers.push({ process: `P${callers.length}` });
        break;
      case 'thread':
        if (callers.length > 4) break;
        steps.push({ ...caller, call: 'thread', as: `t${callers.length}` });
        callers.push({ process: caller.process, thread: `t${callers.length}` });
        break;
      case 'wait':
        steps.push({ wait: 50 });
        break;
      default:
        steps.push(
          ...steps.slice(-which).filter((step) => 'wait' in step || (step.call !== 'fork' && step.call !== 'thread')),
        );
    }
  }
  return {
    name: 'random',
    hosts: { client: '10.0.0.1', server: '10.0.0.2' },
    processes: { C: { host: 'client' }, S: { host: 'server' } },
    steps,
  };
}

test('whatever a program does: every call is told once, nothing is covered, and what stands stays', {
  timeout: 120_000,
}, () => {
  assert(
    property(array(anyStep, { minLength: 3, maxLength: 30 }), nat(30), (picks, taken) => {
      const script = scriptOf(picks);
      const programs = scriptPrograms(script, 'patient');
      const recording = { setting: settingOf(script, APPLICATION_CONDITIONS), programs, seed: 1 };
      const whole = run({ ...recording, actions: [] });
      // Half of the time somebody takes a process in hand on the way.
      const after = Math.min(taken, whole.steps.length);
      const time = (whole.steps.items[after - 1]?.at ?? 0) as TimedAction['time'];
      const call = { name: 'close', fd: 3 } as const;
      const actions: TimedAction[] = [1, 2].map(() => ({
        after,
        time,
        action: { kind: 'call', process: 'S', call, names: { fd: null, as: null } },
      }));
      const timeline = taken % 2 === 0 ? whole : run({ ...recording, actions });
      const trace = logItems(timeline.trace);
      const cast = castOf(timeline.recording.setting, trace);
      const told: number[] = [];
      for (const process of programsOf(cast)) {
        const model = activityOf(script, trace, process);
        const layout = layOutActivity(model, { cast, measure: fixedMeasure, words: en });
        const at = (count: number) => ({ count, time, stepOf: (index: number) => index + 1 });
        const picture = layout.draw(at(trace.length));
        expect(overlaps(picture, fixedMeasure)).toEqual([]);
        expect(new Set(picture.shapes.map(({ key }) => key)).size).toBe(picture.shapes.length);
        const { rows } = activityTable(model, at(trace.length), en);
        told.push(...rows.flatMap(({ subject }) => (subject?.kind === 'calls' ? subject.calls : [])));
        const before = layout
          .draw(at(trace.length >> 1))
          .shapes.filter(({ kind, key }) => kind === 'line' && !/:(tick|cross\d)$/.test(key));
        const lines = new Map(picture.shapes.map((shape) => [shape.key, 'points' in shape ? shape.points : null]));
        for (const shape of before) if ('points' in shape) expect(lines.get(shape.key)).toEqual(shape.points);
      }
      const made = trace.flatMap((event) => (event.kind === 'call' ? [event.callId] : []));
      expect(told.toSorted((a, b) => a - b)).toEqual(made);
    }),
    { seed: 4_711, numRuns: 60 },
  );
});
