import type { Facts } from '../../narration/facts.ts';

/** How to go on when a process has ended. */
export const GO_ON = 'Para continuar: Desfazer (Ctrl+Z), ou voltar (←) a um momento em que ele ainda executava.';

/** Nothing where a program ended as it meant to: the others go on. */
export const goOnByHand = (f: Facts): string => (f.byHand ? GO_ON : '');
