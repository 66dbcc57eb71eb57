import type { Cursor, Timeline } from '../../engine/history/timeline.ts';
import { cursorAtWall, glideDuration, type Pace, wallAt, wallOfStep } from './playback-pace.ts';

/** What playback drives: it reads these and writes the cursor, nothing else. */
export interface Driven {
  readonly now: () => { readonly timeline: Timeline; readonly cursor: Cursor; readonly speed: number };
  readonly paceOf: (timeline: Timeline) => Pace;
  readonly move: (cursor: Cursor) => void;
  /** The glide has arrived, or playing has come to the end of the run. */
  readonly arrived: () => void;
  /** The user wants things to be there, not to move there. */
  readonly reducedMotion: () => boolean;
}

/** The clock of the screen; a test brings its own. */
export interface Frames {
  readonly request: (frame: (milliseconds: number) => void) => number;
  readonly cancel: (handle: number) => void;
}

const SCREEN: Frames = {
  request: (frame) => requestAnimationFrame(frame),
  cancel: (handle) => cancelAnimationFrame(handle),
};

/** A frame that comes later than this (a hidden tab, a slow machine) moves no further than this, in milliseconds. */
const LONGEST_FRAME = 100;

export interface Playback {
  /** From the cursor to a later step, in sight. Calls `arrived` there; at once when motion is reduced. */
  glideTo(step: number): void;
  /** On from the cursor to the end, at the speed of the moment. */
  play(): void;
  /** Stops where it is. */
  stop(): void;
  /** The step that a glide is on its way to, or null. */
  target(): number | null;
}

/**
 * Maps wall time to virtual time: asks where the cursor should be now and puts it there. The one place that knows frames; the
 * result of a run never depends on them.
 */
export function createPlayback(driven: Driven, frames: Frames = SCREEN): Playback {
  let handle: number | null = null;
  let target: number | null = null;

  function stop(): void {
    if (handle !== null) frames.cancel(handle);
    handle = null;
    target = null;
  }

  /** Calls `advance` with the milliseconds since the last frame until it says that it is done. */
  function run(advance: (elapsed: number) => boolean): void {
    let last: number | null = null;
    const frame = (milliseconds: number): void => {
      const elapsed = last === null ? 0 : Math.min(Math.max(milliseconds - last, 0), LONGEST_FRAME);
      last = milliseconds;
      if (advance(elapsed)) {
        stop();
        driven.arrived();
      } else {
        handle = frames.request(frame);
      }
    };
    handle = frames.request(frame);
  }

  function moveTo(cursor: Cursor): void {
    const { cursor: old } = driven.now();
    if (cursor.step !== old.step || cursor.time !== old.time) driven.move(cursor);
  }

  function glideTo(step: number): void {
    stop();
    const { timeline, cursor, speed } = driven.now();
    const pace = driven.paceOf(timeline);
    const to = wallOfStep(pace, step);
    const from = Math.min(wallAt(pace, cursor), to);
    const duration = glideDuration(to - from, speed);
    if (duration <= 0 || driven.reducedMotion()) {
      moveTo(arrivalAt(pace, step));
      driven.arrived();
      return;
    }
    target = step;
    let elapsed = 0;
    run((more) => {
      elapsed += more;
      const done = elapsed >= duration;
      moveTo(done ? arrivalAt(pace, step) : cursorAtWall(pace, from + (to - from) * (elapsed / duration)));
      return done;
    });
  }

  function play(): void {
    stop();
    const start = driven.now();
    const pace = driven.paceOf(start.timeline);
    const last = pace.moments.length - 1;
    const end = wallOfStep(pace, last);
    let wall = wallAt(pace, start.cursor);
    run((more) => {
      wall += more * driven.now().speed;
      const done = wall >= end;
      const cursor = done ? arrivalAt(pace, last) : cursorAtWall(pace, wall);
      moveTo(driven.reducedMotion() ? arrivalAt(pace, cursor.step) : cursor);
      return done;
    });
  }

  return { glideTo, play, stop, target: () => target };
}

/** The cursor on a step at its own moment, whatever other steps share the moment. */
const arrivalAt = (pace: Pace, step: number): Cursor => ({ step, time: (pace.moments[step] ?? 0) as Cursor['time'] });
