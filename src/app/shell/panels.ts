import { type ComponentType, lazy } from 'react';
import type { DiagramId, DockContent, DockPlace } from './view.ts';

export { Stage } from '../stage/Stage.tsx';

/** A diagram of the dock; `id` also names its title among the messages. */
export interface DiagramPanel {
  readonly id: DiagramId;
  readonly Panel: ComponentType;
}

// The first view does not wait for the diagrams: their places in the dock are kept, and they come a moment later.
const SequencePanel = lazy(async () => ({
  default: (await import('../diagrams/SequencePanel.tsx')).SequencePanel,
}));
const CommunicationPanel = lazy(async () => ({
  default: (await import('../diagrams/CommunicationPanel.tsx')).CommunicationPanel,
}));
const ActivityPanel = lazy(async () => ({
  default: (await import('../diagrams/ActivityPanel.tsx')).ActivityPanel,
}));
const ClassPanel = lazy(async () => ({ default: (await import('../diagrams/ClassPanel.tsx')).ClassPanel }));
const UseCasePanel = lazy(async () => ({ default: (await import('../diagrams/UseCasePanel.tsx')).UseCasePanel }));
const StatesPanel = lazy(async () => ({ default: (await import('../diagrams/StatesPanel.tsx')).StatesPanel }));

/** Something that a place of the dock can show; `id` also names its title among the messages. */
export interface DockPanel {
  readonly id: DockContent;
  readonly Panel: ComponentType;
}

/** What either place of the dock offers, in the order of the tabs; a further diagram is a line here. */
export const DIAGRAMS: readonly DiagramPanel[] = [
  { id: 'sequence', Panel: SequencePanel },
  { id: 'communication', Panel: CommunicationPanel },
  { id: 'activity', Panel: ActivityPanel },
  { id: 'class', Panel: ClassPanel },
  { id: 'useCase', Panel: UseCasePanel },
  { id: 'states', Panel: StatesPanel },
];

// Comes when an exercise is opened.
const ExercisePanel = lazy(async () => ({ default: (await import('../exercises/ExercisePanel.tsx')).ExercisePanel }));

/** What a place of the dock offers: the diagrams, and in the upper one the exercise that is open. */
export function contentsOf(place: DockPlace, exercising: boolean): readonly DockPanel[] {
  return exercising && place === 'upper' ? [{ id: 'exercise', Panel: ExercisePanel }, ...DIAGRAMS] : DIAGRAMS;
}

/** The one that is to be shown; the first where it is not offered. */
export function shownOf<T extends DockPanel>(panels: readonly T[], id: DockContent): T {
  const panel = panels.find((each) => each.id === id) ?? panels[0];
  if (panel === undefined) throw new Error('the dock has no diagrams');
  return panel;
}
