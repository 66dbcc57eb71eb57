import type { Measure } from '../../diagrams/shape.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import { momentAt } from '../../engine/history/worlds.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { type Figure, FIGURES, type FigureGiven } from '../diagrams/figures.ts';
import { namedCast } from '../diagrams/named-cast.ts';
import { handout as en } from '../i18n/en/handout.ts';
import type { AllMessages } from '../i18n/messages.ts';
import { handout as pt } from '../i18n/pt-BR/handout.ts';
import type { DiagramId } from '../shell/view.ts';
import { contentOf } from './content.ts';
import { handoutDocument } from './document.ts';

/** From what a program is for, by how it is made, to what happened: the order of a course, and small figures come after the calls. */
const ORDER: readonly DiagramId[] = ['useCase', 'activity', 'class', 'communication', 'sequence', 'states'];

/** What a handout is made from. */
export interface Session {
  readonly script: CallScript;
  readonly timeline: Timeline;
  readonly messages: AllMessages;
  readonly measure: Measure;
}

/** The handout of a whole run, wherever its cursor stands, as one file of HTML. */
export function makeHandout({ script, timeline, messages, measure }: Session): string {
  const { language } = messages;
  const words = language === 'en' ? en : pt;
  const cast = namedCast(timeline, messages);
  const step = timeline.steps.length;
  const cursor = { step, time: momentAt(timeline, step) };
  const given: FigureGiven = {
    script,
    timeline,
    cursor,
    cast,
    language,
    messages: messages.diagrams,
    measure,
    paper: true,
  };
  return handoutDocument({
    content: contentOf({ script, timeline, cast, messages, words }),
    figures: ORDER.flatMap((id) =>
      sidesFirst(id, FIGURES[id]?.(given) ?? []).map(({ key, title, table, picture, head = 0 }) => ({
        key,
        kind: id,
        title,
        summary: table.summary,
        picture,
        head,
      })),
    ),
    words,
    language,
  });
}

/** Of the sequence diagrams that of both sides is the longest, and is understood best after those of each. */
function sidesFirst(id: DiagramId, figures: readonly Figure[]): readonly Figure[] {
  if (id !== 'sequence') return figures;
  const [both, ...sides] = figures;
  return both === undefined ? [] : [...sides, both];
}
