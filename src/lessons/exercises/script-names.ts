import type { CallScript } from '../../programs/call-script.ts';

/** All processes of a script, those that it forks too. */
export const processesOf = ({ processes, steps }: CallScript): readonly string[] => [
  ...Object.keys(processes),
  ...steps.flatMap((step) => ('call' in step && step.call === 'fork' && step.as !== undefined ? [step.as] : [])),
];
