import type { Measure } from '../../diagrams/shape.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import { momentAt } from '../../engine/history/worlds.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { FIGURES, type FigureGiven } from '../diagrams/figures.ts';
import { namedCast } from '../diagrams/named-cast.ts';
import { handout as en } from '../i18n/en/handout.ts';
import type { AllMessages } from '../i18n/messages.ts';
import { handout as pt } from '../i18n/pt-BR/handout.ts';
import { DIAGRAM_IDS } from '../shell/view.ts';
import { contentOf } from './content.ts';
import { handoutDocument } from './document.ts';

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
  const given: FigureGiven = { script, timeline, cursor, cast, language, messages: messages.diagrams, measure };
  return handoutDocument({
    content: contentOf({ script, timeline, cast, messages, words }),
    figures: DIAGRAM_IDS.flatMap((id) => FIGURES[id]?.(given) ?? []).map(
      ({ key, title, table, picture, head = 0 }) => ({
        key,
        title,
        summary: table.summary,
        picture,
        head,
      }),
    ),
    words,
    language,
  });
}
