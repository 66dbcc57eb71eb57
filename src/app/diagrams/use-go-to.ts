import { useMemo } from 'react';
import { placesOf } from '../../diagrams/places.ts';
import { actions, useLaboratory } from '../store/laboratory.ts';
import { stepOfEvent } from '../store/moments.ts';
import { useTrace } from './use-trace.ts';

/** Goes to the next place after the cursor where the selected happened, from the last to the first; null when there is none to go to. */
export function useGoTo(): (() => void) | null {
  const timeline = useLaboratory((laboratory) => laboratory.timeline);
  const selection = useLaboratory((laboratory) => laboratory.selection);
  const trace = useTrace(timeline);
  return useMemo(() => {
    const steps = placesOf(trace, selection).map((index) => stepOfEvent(timeline, index));
    const [first] = steps;
    if (first === undefined) return null;
    return () => {
      const { step } = useLaboratory.getState().cursor;
      actions.seek(steps.find((each) => each > step) ?? first);
    };
  }, [timeline, trace, selection]);
}
