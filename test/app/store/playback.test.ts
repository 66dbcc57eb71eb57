import { describe, expect, it } from 'vitest';
import { createPlayback, type Frames } from '../../../src/app/store/playback.ts';
import { paceOf } from '../../../src/app/store/playback-pace.ts';
import type { Micros } from '../../../src/engine/base/time.ts';
import type { Cursor, Timeline } from '../../../src/engine/history/timeline.ts';

/** Frames that come when the test says so, 16 ms apart unless told otherwise. */
class HandFrames implements Frames {
  clock = 0;
  waiting: ((milliseconds: number) => void) | null = null;
  request = (frame: (milliseconds: number) => void): number => {
    this.waiting = frame;
    return 1;
  };
  cancel = (): void => {
    this.waiting = null;
  };
  pass(milliseconds: number, frame = 16): void {
    const end = this.clock + milliseconds;
    while (this.waiting && this.clock < end) {
      this.clock += Math.min(frame, end - this.clock);
      const due = this.waiting;
      this.waiting = null;
      due(this.clock);
    }
  }
}

function setUp({ reduced = false, speed = 1 } = {}) {
  const frames = new HandFrames();
  const pace = paceOf([0, 20_000, 40_000, 60_000_000], []);
  const seen: Cursor[] = [];
  const state = { timeline: {} as Timeline, cursor: { step: 0, time: 0 as Micros }, speed };
  let arrivals = 0;
  const playback = createPlayback(
    {
      now: () => state,
      paceOf: () => pace,
      move: (cursor) => {
        state.cursor = cursor;
        seen.push(cursor);
      },
      arrived: () => arrivals++,
      reducedMotion: () => reduced,
    },
    frames,
  );
  return { frames, playback, seen, state, arrivals: () => arrivals };
}

describe('a glide', () => {
  it('passes between two events and arrives on the step', () => {
    const { frames, playback, seen, state, arrivals } = setUp();
    playback.glideTo(1);
    frames.pass(16 + 450);
    expect(state.cursor.step).toBe(0);
    expect(state.cursor.time).toBeGreaterThan(9_000);
    expect(state.cursor.time).toBeLessThan(11_000);
    frames.pass(600);
    expect(state.cursor).toEqual({ step: 1, time: 20_000 });
    expect(arrivals()).toBe(1);
    expect(frames.waiting).toBeNull();
    expect(seen.map(({ time }) => time)).toEqual(seen.map(({ time }) => time).toSorted((a, b) => a - b));
  });

  it('is over within 1.4 s, however far', () => {
    const { frames, playback, state } = setUp({ speed: 0.25 });
    playback.glideTo(3);
    frames.pass(16 + 1_400);
    expect(state.cursor).toEqual({ step: 3, time: 60_000_000 });
  });

  it('is there at once when motion is reduced', () => {
    const { frames, playback, state, arrivals } = setUp({ reduced: true });
    playback.glideTo(2);
    expect(state.cursor).toEqual({ step: 2, time: 40_000 });
    expect(arrivals()).toBe(1);
    expect(frames.waiting).toBeNull();
  });

  it('says where it is going until it is there', () => {
    const { frames, playback } = setUp();
    expect(playback.target()).toBeNull();
    playback.glideTo(2);
    expect(playback.target()).toBe(2);
    frames.pass(3_000);
    expect(playback.target()).toBeNull();
  });
});

describe('playing', () => {
  it('goes on to the end and says so', () => {
    const { frames, playback, state, arrivals } = setUp();
    playback.play();
    frames.pass(10_000);
    expect(state.cursor.step).toBe(3);
    expect(arrivals()).toBe(1);
  });

  it('follows a change of speed at once', () => {
    const { frames, playback, state } = setUp();
    playback.play();
    frames.pass(16 + 450);
    state.speed = 4;
    frames.pass(120);
    expect(state.cursor.step).toBe(1);
  });

  it('stops where it is', () => {
    const { frames, playback, state } = setUp();
    playback.play();
    frames.pass(300);
    playback.stop();
    const stopped = state.cursor;
    frames.pass(1_000);
    expect(state.cursor).toBe(stopped);
  });

  it('does not leap over what a hidden tab kept it from showing', () => {
    const { frames, playback, state } = setUp();
    playback.play();
    frames.pass(16);
    frames.pass(60_000, 60_000);
    expect(state.cursor.step).toBe(0);
    expect(state.cursor.time).toBeGreaterThan(0);
  });

  it('shows events one after another, not between them, when motion is reduced', () => {
    const { frames, playback, seen } = setUp({ reduced: true });
    playback.play();
    frames.pass(10_000);
    expect(seen).toEqual([
      { step: 1, time: 20_000 },
      { step: 2, time: 40_000 },
      { step: 3, time: 60_000_000 },
    ]);
  });
});
