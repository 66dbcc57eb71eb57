import { useLaboratory } from '../store/laboratory.ts';
import { useMessages } from '../i18n/index.ts';
import { useView } from '../shell/view.ts';
import { canvasMeasure } from './canvas-measure.ts';
import { useCast } from './use-cast.ts';
import { usePlace } from './use-place.ts';
import { useTies } from './use-ties.ts';

/** How much larger everything is for the back row. */
const PROJECTED = 2;

/** What every diagram of the laboratory is given: where it stands, who takes part, what is pointed at, and in which words. */
export function useDiagram() {
  const { place, behind } = usePlace();
  const { timeline, cursor, since } = place;
  const ties = useTies();
  const onSelect = useLaboratory((laboratory) => laboratory.select);
  const magnification = useView((view) => (view.presenting === null ? 1 : PROJECTED));
  const { diagrams: messages } = useMessages();
  const cast = useCast(timeline);
  const given = { timeline, cursor, cast, ties, onSelect, messages, measure: canvasMeasure(), magnification };
  return { given, since, behind };
}
