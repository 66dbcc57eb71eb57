import { type ComponentType, lazy } from 'react';

export { Stage } from '../stage/Stage.tsx';

/** A diagram of the dock; `id` also names its title among the messages. */
export interface DiagramPanel {
  readonly id: 'sequence' | 'communication';
  readonly Panel: ComponentType;
}

// The first view does not wait for the diagrams: their places in the dock are kept, and they come a moment later.
export const SequencePanel = lazy(async () => ({
  default: (await import('../diagrams/SequencePanel.tsx')).SequencePanel,
}));
const CommunicationPanel = lazy(async () => ({
  default: (await import('../diagrams/CommunicationPanel.tsx')).CommunicationPanel,
}));

/** Which diagrams the two places of the dock offer; a further diagram is a line here. */
export const DIAGRAMS: { readonly upper: readonly DiagramPanel[]; readonly lower: readonly DiagramPanel[] } = {
  upper: [{ id: 'sequence', Panel: SequencePanel }],
  lower: [{ id: 'communication', Panel: CommunicationPanel }],
};
