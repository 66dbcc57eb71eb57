/** How to go on when a process has ended. */
export const GO_ON = 'To go on: Undo (Ctrl+Z), or step back (←) to a moment when it still ran.';
