import { type ComponentType, lazy } from 'react';
import type { DiagramId } from './view.ts';

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
const StatesPanel = lazy(async () => ({ default: (await import('../diagrams/StatesPanel.tsx')).StatesPanel }));

/** What either place of the dock offers, in the order of the tabs; a further diagram is a line here. */
export const DIAGRAMS: readonly DiagramPanel[] = [
  { id: 'sequence', Panel: SequencePanel },
  { id: 'communication', Panel: CommunicationPanel },
  { id: 'activity', Panel: ActivityPanel },
  { id: 'states', Panel: StatesPanel },
];

/** The panel of a diagram; the first where there is none. */
export const panelOf = (id: DiagramId): DiagramPanel => {
  const panel = DIAGRAMS.find((each) => each.id === id) ?? DIAGRAMS[0];
  if (panel === undefined) throw new Error('the dock has no diagrams');
  return panel;
};
