import { useMemo } from 'react';
import { type Ties, tiesOf } from '../../diagrams/ties.ts';
import { useLaboratory } from '../store/laboratory.ts';
import { useTrace } from './use-trace.ts';

/** What is selected, and what belongs to it in the whole run: every panel lights it. */
export function useTies(): Ties {
  const timeline = useLaboratory((laboratory) => laboratory.timeline);
  const selection = useLaboratory((laboratory) => laboratory.selection);
  const trace = useTrace(timeline);
  // oxlint-disable-next-line react/exhaustive-deps -- the array grows: its length tells of more
  return useMemo(() => tiesOf(trace, selection), [trace, trace.length, selection]);
}
