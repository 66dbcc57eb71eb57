import type { Facts } from '../../narration/facts.ts';

/** How to go on when a process has ended. */
export const GO_ON = 'To go on: Undo (Ctrl+Z), or step back (←) to a moment when it still ran.';

/** Nothing where a program ended as it meant to: the others go on. */
export const goOnByHand = (f: Facts): string => (f.byHand ? GO_ON : '');
