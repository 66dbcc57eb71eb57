import { useCallback } from 'react';
import type { Timeline } from '../../engine/history/timeline.ts';
import { useView, viewActions } from '../shell/view.ts';

const NONE: readonly string[] = [];

/** What of a run's long runs of messages was unfolded in a diagram. */
export const unfoldedIn = (diagram: 'sequence' | 'communication', { recording }: Timeline): readonly string[] =>
  runsOf(useView.getState().unfolded[diagram], recording.setting);

/** The same, kept when a tab changes, and what folds or unfolds one more. */
export function useUnfolded(
  diagram: 'sequence' | 'communication',
  { recording: { setting } }: Timeline,
): [readonly string[], (run: string) => void] {
  const runs = useView(({ unfolded }) => runsOf(unfolded[diagram], setting));
  const turn = useCallback(
    (run: string): void => {
      const open = runsOf(useView.getState().unfolded[diagram], setting);
      const next = open.includes(run) ? open.filter((each) => each !== run) : [...open, run];
      viewActions.unfold(diagram, { of: setting, runs: next });
    },
    [diagram, setting],
  );
  return [runs, turn];
}

/** Of another run nothing is unfolded. */
const runsOf = (
  unfolded: { readonly of: object; readonly runs: readonly string[] } | undefined,
  setting: object,
): readonly string[] => (unfolded?.of === setting ? unfolded.runs : NONE);
