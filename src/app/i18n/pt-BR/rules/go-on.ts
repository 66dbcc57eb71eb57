/** How to go on when a process has ended. */
export const GO_ON = 'Para continuar: Desfazer (Ctrl+Z), ou voltar (←) a um momento em que ele ainda executava.';
