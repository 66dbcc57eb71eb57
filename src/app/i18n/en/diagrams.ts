import type { ActivityWords } from '../../../diagrams/activity/words.ts';
import type { ClassWords } from '../../../diagrams/class/words.ts';
import type { CommunicationWords } from '../../../diagrams/communication/words.ts';
import type { SequenceWords } from '../../../diagrams/sequence/words.ts';
import type { StatesWords } from '../../../diagrams/states/words.ts';
import { activity } from './diagrams/activity.ts';
import type { UseCaseWords } from '../../../diagrams/use-case/words.ts';
import { classes } from './diagrams/class.ts';
import { communication } from './diagrams/communication.ts';
import { panel, type PanelWords } from './diagrams/panel.ts';
import { sequence } from './diagrams/sequence.ts';
import { states } from './diagrams/states.ts';
import { useCase } from './diagrams/use-case.ts';

/** The texts of the diagrams; they come with them, after the first view. */
export interface DiagramsMessages {
  readonly sequence: SequenceWords;
  readonly communication: CommunicationWords;
  readonly activity: ActivityWords;
  readonly class: ClassWords;
  readonly states: StatesWords;
  readonly useCase: UseCaseWords;
  readonly panel: PanelWords;
}

export const diagrams: DiagramsMessages = { sequence, communication, activity, class: classes, states, useCase, panel };
