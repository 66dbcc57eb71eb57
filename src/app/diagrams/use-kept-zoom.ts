import { use, useCallback } from 'react';
import { useView, viewActions } from '../shell/view.ts';
import { WhichDiagram } from './which-diagram.ts';

/** By how much a diagram is enlarged, kept when its tab changes: in the dock and on the whole screen apart, for their sizes are not alike. */
export function useKeptZoom(): [number, (next: number | ((before: number) => number)) => void] {
  const diagram = use(WhichDiagram);
  const name = useView(({ presenting }) => `zoom-${presenting === null ? 'docked' : 'presented'}-${diagram}`);
  const zoom = useView(({ choices }) => zoomOf(choices[name]));
  const setZoom = useCallback(
    (next: number | ((before: number) => number)): void => {
      const before = zoomOf(useView.getState().choices[name]);
      viewActions.choose(name, String(typeof next === 'number' ? next : next(before)));
    },
    [name],
  );
  return [zoom, setZoom];
}

/** What was kept may come from an older version. */
function zoomOf(kept: string | undefined): number {
  const zoom = Number(kept);
  return zoom > 0 && Number.isFinite(zoom) ? zoom : 1;
}
