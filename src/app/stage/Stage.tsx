import { useMemo } from 'react';
import { useLaboratory } from '../store/laboratory.ts';
import { makeScene } from './make-scene.ts';
import type { Clock } from './scene.ts';
import { StageView } from './StageView.tsx';

/** Virtual time as the store's cursor has it. Only the segments in flight listen. */
const clock: Clock = {
  now: () => useLaboratory.getState().cursor.time,
  subscribe: (moved) =>
    useLaboratory.subscribe((state, before) => {
      if (state.cursor.time !== before.cursor.time) moved();
    }),
};

/** The stage of the laboratory: rendered anew when the cursor comes to another event, not while time runs between two. */
export function Stage() {
  const timeline = useLaboratory((state) => state.timeline);
  const step = useLaboratory((state) => state.cursor.step);
  const script = useLaboratory((state) => state.script);
  const selection = useLaboratory((state) => state.selection);
  const act = useLaboratory((state) => state.act);
  const select = useLaboratory((state) => state.select);
  const scene = useMemo(() => makeScene(timeline, step, script, selection), [timeline, step, script, selection]);
  const setProfile = useLaboratory((state) => state.setProfile);
  const mayCall = useLaboratory((state) => state.mayCall);
  const hand = useMemo(() => ({ act, mayCall, select, setProfile }), [act, mayCall, select, setProfile]);
  return <StageView scene={scene} script={script} hand={hand} clock={clock} />;
}
