import { useDeferredValue, useMemo, useState } from 'react';
import type { Cursor, Timeline } from '../../engine/history/timeline.ts';
import { useLaboratory } from '../store/laboratory.ts';
import { stopBefore } from '../store/stops.ts';

/** What a diagram shows: a run, and a place in it. */
export interface Place {
  readonly timeline: Timeline;
  readonly cursor: Cursor;
  /** The stop before: what came after it is new. */
  readonly since: number;
}

/** What a diagram is to draw now, and whether the laboratory stands elsewhere already. */
export interface Drawn {
  readonly place: Place;
  readonly behind: boolean;
}

/**
 * Where the laboratory stands, for a diagram. After a jump the machines come first and the diagrams right after them, in a task of their
 * own that the next jump may overtake: however long the run, a drag of the slider waits for neither. What moves by itself
 * is drawn together.
 */
export function usePlace(): Drawn {
  const timeline = useLaboratory((laboratory) => laboratory.timeline);
  const cursor = useLaboratory((laboratory) => laboratory.cursor);
  const since = useLaboratory((laboratory) =>
    stopBefore(laboratory.timeline, laboratory.tellBy, laboratory.cursor.step),
  );
  const moving = useLaboratory((laboratory) => laboratory.moving);
  const place = useMemo(() => ({ timeline, cursor, since }), [timeline, cursor, since]);
  const following = useDeferredValue(place);
  const [drawnAtOnce, setDrawnAtOnce] = useState<Place | null>(null);
  if (moving && drawnAtOnce !== place) setDrawnAtOnce(place);
  // What was drawn at once is not drawn back when the movement is over.
  const shown = moving || place === drawnAtOnce ? place : following;
  return { place: shown, behind: shown !== place };
}
