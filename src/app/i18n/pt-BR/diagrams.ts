import type { DiagramsMessages } from '../en/diagrams.ts';

export const diagrams: DiagramsMessages = {};
