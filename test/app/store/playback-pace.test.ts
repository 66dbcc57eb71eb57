import { describe, expect, it } from 'vitest';
import type { Micros } from '../../../src/engine/base/time.ts';
import {
  cursorAtWall,
  glideDuration,
  paceOf,
  playedGap,
  wallAt,
  wallOfStep,
} from '../../../src/app/store/playback-pace.ts';

const cursor = (step: number, time: number) => ({ step, time: time as Micros });

describe('how long a gap of virtual time is seen', () => {
  it('shows a flight of 20 ms for 0.9 s', () => expect(playedGap(20_000)).toBe(900));
  it('takes no time for what happens at one moment', () => expect(playedGap(0)).toBe(0));
  it('does not wait out a minute of TIME-WAIT', () => expect(playedGap(60_000_000)).toBe(1_200));
  it('never plays a longer gap faster than a shorter one', () => {
    let last = 0;
    for (let gap = 0; gap < 100_000; gap += 500) {
      expect(playedGap(gap)).toBeGreaterThanOrEqual(last);
      last = playedGap(gap);
    }
  });
});

describe('a pace', () => {
  // Steps 1 and 2 share a moment; playing rests at step 2.
  const pace = paceOf([0, 10_000, 10_000, 30_000], [2]);

  it('reaches each step after the gaps and the rests before it', () => {
    expect([...pace.arrive]).toEqual([0, 450, 450, 450 + 700 + 900]);
  });

  it('lets virtual time flow between two events, in whole microseconds', () => {
    expect(cursorAtWall(pace, 225)).toEqual(cursor(0, 5_000));
    expect(cursorAtWall(pace, 1)).toEqual(cursor(0, 22));
  });

  it('shows all that happens at one moment at once', () => {
    expect(cursorAtWall(pace, 450)).toEqual(cursor(2, 10_000));
  });

  it('stands still during a rest', () => {
    expect(cursorAtWall(pace, 450 + 699)).toEqual(cursor(2, 10_000));
    expect(cursorAtWall(pace, 450 + 700 + 450)).toEqual(cursor(2, 20_000));
  });

  it('ends at the last step', () => {
    expect(cursorAtWall(pace, 1e9)).toEqual(cursor(3, 30_000));
  });

  it('starts at once from a step that it would rest at', () => {
    expect(wallAt(pace, cursor(2, 10_000))).toBe(1_150);
  });

  it('starts from between two events where the cursor is', () => {
    const wall = wallAt(pace, cursor(2, 20_000));
    expect(cursorAtWall(pace, wall)).toEqual(cursor(2, 20_000));
  });

  it('knows where a step is reached', () => expect(wallOfStep(pace, 3)).toBe(2_050));

  it('of a run in which nothing happens stays at the beginning', () => {
    const still = paceOf([0], [0]);
    expect(cursorAtWall(still, 5_000)).toEqual(cursor(0, 0));
    expect(wallAt(still, cursor(0, 0))).toBe(700);
  });
});

describe('a glide', () => {
  it('keeps the pace of playing over a short way', () => expect(glideDuration(900, 1)).toBe(900));
  it('is over within 1.4 s over a long one', () => expect(glideDuration(90_000, 1)).toBe(1_400));
  it('follows the speed', () => expect(glideDuration(900, 2)).toBe(450));
});
