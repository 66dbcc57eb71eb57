import { vi } from 'vitest';
import type { DiagramGiven } from '../../src/app/diagrams/use-diagram.ts';
import { loadMessages } from '../../src/app/i18n/load.ts';
import type { AllMessages } from '../../src/app/i18n/messages.ts';
import { castOf } from '../../src/diagrams/cast.ts';
import type { Subject } from '../../src/diagrams/shape.ts';
import { socketClassesOf } from '../../src/diagrams/socket-classes.ts';
import { tiesOf } from '../../src/diagrams/ties.ts';
import { worldAt } from '../../src/engine/history/run.ts';
import type { Timeline } from '../../src/engine/history/timeline.ts';
import { fixedMeasure } from './fixed-measure.ts';
import { scenarioRuns } from './scenario-timelines.ts';

/** The run of the echo. */
export const echo = (await scenarioRuns()).find(({ id }) => id === 'echo')?.timeline as Timeline;
const en = await loadMessages('en');

/** What the view of a diagram is given at a step of the echo. */
export const givenAt = (
  step: number,
  {
    messages = en,
    selection = null,
    onSelect = vi.fn<(subject: Subject | null) => void>(),
  }: {
    readonly messages?: AllMessages;
    readonly selection?: Subject | null;
    readonly onSelect?: (subject: Subject | null) => void;
  } = {},
): DiagramGiven => ({
  timeline: echo,
  cursor: { step, time: worldAt(echo, step).now },
  cast: castOf(echo.recording.setting),
  classOf: socketClassesOf(null, echo.trace.items),
  ties: tiesOf(echo.trace.items, selection),
  onSelect,
  goTo: null,
  messages: messages.diagrams,
  measure: fixedMeasure,
  magnification: 1,
});
