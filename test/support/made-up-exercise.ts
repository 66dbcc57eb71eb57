// An exercise that is nobody's: whatever a test does not speak of is as little as the format allows.
import type { Exercise } from '../../src/lessons/exercises/exercise.ts';
import { parseExercise } from '../../src/lessons/exercises/parse-exercise.ts';

export const TEXT = { en: 'text', 'pt-BR': 'texto' };

/** The file of an exercise whose server has a socket at the start. */
export const fileOf = (members: object): object => ({
  format: 'socketscope-exercise',
  version: 1,
  id: 'made-up',
  chapter: 'eight-calls',
  title: TEXT,
  learn: TEXT,
  task: TEXT,
  minutes: 1,
  difficulty: 1,
  script: {
    name: 'made-up',
    hosts: { client: '10.0.0.1', server: '10.0.0.2' },
    processes: { C: { host: 'client' }, S: { host: 'server' } },
    steps: [{ process: 'S', call: 'socket', as: 'ls' }],
  },
  hints: [TEXT, TEXT, TEXT],
  wrong: [],
  ...members,
});

export function exerciseOf(members: object): Exercise {
  const parsed = parseExercise(fileOf(members));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

export const goal = (predicate: object): object => ({
  id: 'goal',
  ...predicate,
  says: TEXT,
  message: TEXT,
  wayOn: TEXT,
});
