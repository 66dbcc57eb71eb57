import type { DiagramsMessages } from '../en/diagrams.ts';
import { activity } from './diagrams/activity.ts';
import { classes } from './diagrams/class.ts';
import { communication } from './diagrams/communication.ts';
import { panel } from './diagrams/panel.ts';
import { sequence } from './diagrams/sequence.ts';
import { states } from './diagrams/states.ts';
import { useCase } from './diagrams/use-case.ts';

/** The texts of the diagrams; they come with them, after the first view. */
export const diagrams: DiagramsMessages = { sequence, communication, activity, class: classes, states, useCase, panel };
