import type { Cast } from '../../diagrams/cast.ts';
import type { Measure, Subject } from '../../diagrams/shape.ts';
import { type SocketClasses, socketClassesOf } from '../../diagrams/socket-classes.ts';
import type { Ties } from '../../diagrams/ties.ts';
import type { Cursor, Timeline } from '../../engine/history/timeline.ts';
import type { DiagramsMessages } from '../i18n/en/diagrams.ts';
import { useLaboratory } from '../store/laboratory.ts';
import { useDiagramMessages } from '../i18n/index.ts';
import { useView } from '../shell/view.ts';
import { canvasMeasure } from './canvas-measure.ts';
import { useCast } from './use-cast.ts';
import { useGoTo } from './use-go-to.ts';
import { usePlace } from './use-place.ts';
import { useTies } from './use-ties.ts';

/** How much larger everything is for the back row. */
const PROJECTED = 2;

/** What every diagram of the laboratory is given: where it stands, who takes part, what is pointed at, and in which words. */
export interface DiagramGiven {
  readonly timeline: Timeline;
  readonly cursor: Cursor;
  readonly cast: Cast;
  /** The class of each socket, the same in every diagram. */
  readonly classOf: SocketClasses;
  readonly ties: Ties;
  readonly onSelect: (subject: Subject | null) => void;
  /** Goes to where the selected happened; null: there is no such place. */
  readonly goTo: (() => void) | null;
  readonly messages: DiagramsMessages;
  readonly measure: Measure;
  /** How much larger than usual, e.g. 2 on a projector. */
  readonly magnification: number;
}

/** A diagram's share of the laboratory. `since`: the stop before the cursor; `behind`: the laboratory stands elsewhere already. */
export function useDiagram(): { readonly given: DiagramGiven; readonly since: number; readonly behind: boolean } {
  const { place, behind } = usePlace();
  const { timeline, cursor, since } = place;
  const ties = useTies();
  const goTo = useGoTo();
  const onSelect = useLaboratory((laboratory) => laboratory.select);
  const magnification = useView((view) => (view.presenting === null ? 1 : PROJECTED));
  const messages = useDiagramMessages();
  const cast = useCast(timeline);
  const script = useLaboratory((laboratory) => laboratory.script);
  const classOf = socketClassesOf(script, timeline.trace.items);
  const measure = canvasMeasure();
  const given = { timeline, cursor, cast, classOf, ties, onSelect, goTo, messages, measure, magnification };
  return { given, since, behind };
}
