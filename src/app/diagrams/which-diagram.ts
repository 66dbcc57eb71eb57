import { createContext } from 'react';
import type { DiagramId } from '../shell/view.ts';

/** Which diagram a panel shows: given by whoever puts it in its place; null where nobody says. */
export const WhichDiagram = createContext<DiagramId | null>(null);
