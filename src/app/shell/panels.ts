import { type ComponentType, lazy } from 'react';
import { SequencePanel } from '../diagrams/SequencePanel.tsx';

export { Stage } from '../stage/Stage.tsx';

/** A diagram of the dock; `id` also names its title among the messages. */
export interface DiagramPanel {
  readonly id: 'sequence' | 'communication';
  readonly Panel: ComponentType;
}

// The first view does not wait for it: its place in the dock is kept, and it comes a moment later.
const CommunicationPanel = lazy(async () => ({
  default: (await import('../diagrams/CommunicationPanel.tsx')).CommunicationPanel,
}));

export { SequencePanel };

/** Which diagrams the two places of the dock offer; a further diagram is a line here. */
export const DIAGRAMS: { readonly upper: readonly DiagramPanel[]; readonly lower: readonly DiagramPanel[] } = {
  upper: [{ id: 'sequence', Panel: SequencePanel }],
  lower: [{ id: 'communication', Panel: CommunicationPanel }],
};
