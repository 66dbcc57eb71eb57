import type { Exercise } from '../../src/lessons/exercises/exercise.ts';
import { type Proposal, proposeExercise } from '../../src/lessons/authoring/propose.ts';
import { runScript } from '../../src/lessons/exercises/run-attempt.ts';
import { SCENARIOS } from '../../src/lessons/scenarios/catalogue.ts';

const text = { en: 'x', 'pt-BR': 'x' };
/** What was read off a run as an exercise, its texts aside. */
export const exerciseOf = (proposal: Proposal): Exercise => ({
  id: 'proposed',
  kind: 'order',
  chapter: 'eight-calls',
  title: text,
  learn: text,
  task: text,
  minutes: 5,
  difficulty: 1,
  allowed: { faults: false },
  predictions: [],
  diagnosis: null,
  hints: [text, text, text],
  solutions: [],
  wrong: [],
  ...proposal,
});

/** What is read off the run of a scenario. */
export async function proposalOf(id: string): Promise<Proposal> {
  const script = await SCENARIOS.find((scenario) => scenario.id === id)?.load();
  if (script === undefined) throw new Error(`no scenario ${id}`);
  return proposeExercise(script, runScript(script));
}
