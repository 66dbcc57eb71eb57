import { expect, test } from 'vitest';
import { interestingSteps } from '../../../src/engine/history/interesting.ts';
import { stopsOf, traceOfStep } from '../../../src/engine/history/stops.ts';
import { play } from '../../support/play.ts';
import { PAIR } from '../kernel/scenes.ts';

const ECHO = `${PAIR}
      S recv a 100
      C send c hello
      C close c
      S recv a 100
      S close a`;

test('by event every step is a stop', () => {
  const timeline = play(ECHO);
  const stops = stopsOf(timeline, 'event');
  expect(stops).toEqual(Array.from({ length: timeline.steps.length + 1 }, (_, k) => k));
});

test('by call there is a stop before every call, and before the long wait for TIME-WAIT', () => {
  const timeline = play(ECHO);
  const calls = timeline.trace.items.filter(({ kind }) => kind === 'call').length;
  const stops = stopsOf(timeline, 'call');
  expect(stops[0]).toBe(0);
  expect(stops.at(-1)).toBe(timeline.steps.length);
  // The place after each call and what it set off; the beginning; the end of TIME-WAIT.
  expect(stops).toHaveLength(calls + 2);
  for (const stop of stops.slice(0, -2)) {
    expect(traceOfStep(timeline, stop + 1)[0]?.kind).toBe('call');
  }
});

test('by segment there is a stop wherever a segment left, arrived or was lost', () => {
  const timeline = play(ECHO, { faults: [{ match: 'data', nth: 1, action: 'drop' }] });
  const stops = new Set(stopsOf(timeline, 'segment'));
  for (let k = 1; k <= timeline.steps.length; k++) {
    if (traceOfStep(timeline, k).some(({ kind }) => kind === 'arrived' || kind === 'lost')) {
      expect(stops.has(k), `step ${k}`).toBe(true);
    }
  }
  expect(stops.size).toBeLessThan(timeline.steps.length + 1);
});

test('losses, resets, errors and sleeps are marked where they happened', () => {
  const timeline = play(
    `
      C socket c
      C connect c 10.0.0.2:8080
      S socket ls
      S bind ls 10.0.0.2:8080
      S listen ls 1
      S accept ls a
      C connect c 10.0.0.2:8080
    `,
    { faults: [{ match: 'synack', nth: 1, action: 'drop' }] },
  );
  const kinds = interestingSteps(timeline)
    .filter(({ kind }) => kind !== 'call')
    .map(({ kind, host }) => `${kind} ${host}`);
  expect(kinds).toEqual([
    'blocked client',
    'reset server',
    'error client',
    'blocked server',
    'blocked client',
    'loss server',
  ]);
});
