// What was done by hand is part of the run that an exercise is made of, and happens again when that is run.
import { expect, it } from 'vitest';
import { milliseconds } from '../../../src/engine/base/time.ts';
import { act } from '../../../src/engine/history/run.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { momentAt } from '../../../src/engine/history/worlds.ts';
import type { Action } from '../../../src/engine/simulation/action.ts';
import { wholeRun } from '../../../src/lessons/authoring/authored.ts';
import { proposeExercise } from '../../../src/lessons/authoring/propose.ts';
import { readRun } from '../../../src/lessons/authoring/read-run.ts';
import { runScript } from '../../../src/lessons/exercises/run-attempt.ts';
import { DEFAULT_SCRIPT } from '../../../src/lessons/scenarios/catalogue.ts';

const names = (as: string | null, fd: string | null = null) => ({ as, fd });

it('a segment that was dropped by hand is dropped when the exercise is run', () => {
  const echo = runScript(DEFAULT_SCRIPT);
  const at = echo.trace.items.findIndex((event) => event.kind === 'sent' && event.segment.payload.length > 0);
  const sent = echo.trace.items[at];
  if (sent?.kind !== 'sent') throw new Error('nothing is sent');
  const step = echo.steps.items.findIndex(({ traceEnd }) => traceEnd > at) + 1;
  const dropped = act(echo, { step, time: momentAt(echo, step) }, { kind: 'drop', flight: sent.flight });
  const { faults, leavesOut } = readRun(DEFAULT_SCRIPT, dropped);
  expect(faults).toEqual([
    { direction: 'client->server', match: 'any', nth: expect.any(Number) as number, action: 'drop' },
  ]);
  expect(leavesOut).toBe(false);
  const again = runScript(wholeRun(proposeExercise(DEFAULT_SCRIPT, dropped)));
  const lost = (timeline: Timeline): readonly number[] =>
    timeline.trace.items.flatMap((event) => (event.kind === 'lost' ? [event.segment.payload.length] : []));
  expect(lost(again)).toEqual(lost(dropped));
  expect(lost(again)).toEqual([sent.segment.payload.length]);
});

it('a pause between two calls by hand is part of it, and what cannot be repeated is told of', () => {
  const empty = { ...DEFAULT_SCRIPT, steps: [] };
  let timeline = runScript(empty);
  const hand = (time: number, action: Action): void => {
    timeline = act(timeline, { step: timeline.steps.length, time: milliseconds(time) }, action);
  };
  const socket = { name: 'socket', family: 'AF_INET', nonblocking: false } as const;
  hand(1, { kind: 'call', process: 'S', call: socket, names: names('ls') });
  hand(5, { kind: 'call', process: 'C', call: socket, names: names(null) });
  hand(60_000, { kind: 'call', process: 'C', call: { name: 'close', fd: 3 }, names: names(null) });
  hand(60_010, { kind: 'power', host: 'server', on: false });
  const { steps, leavesOut } = readRun(empty, timeline);
  expect(steps).toEqual([
    { process: 'S', call: 'socket', family: 'AF_INET', as: 'ls' },
    { process: 'C', call: 'socket', family: 'AF_INET', as: 's' },
    { wait: 59_995 },
    { process: 'C', call: 'close', fd: 's' },
  ]);
  expect(leavesOut).toBe(true);
});
