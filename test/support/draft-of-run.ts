import { type Authored, beginAuthored, wholeRun } from '../../src/lessons/authoring/authored.ts';
import { proposeDiagnosis } from '../../src/lessons/authoring/propose-diagnosis.ts';
import { ASKS, proposeQuestion } from '../../src/lessons/authoring/propose-questions.ts';
import type { Exercise } from '../../src/lessons/exercises/exercise.ts';
import { runScript } from '../../src/lessons/exercises/run-attempt.ts';
import { proposalOf } from './proposed-exercise.ts';

/** A draft of each kind that a run can give, made as its author would; null: the run gives none. */
export async function draftOf(id: string, kind: Exercise['kind']): Promise<Authored | null> {
  const proposal = await proposalOf(id);
  const draft: Authored = { ...beginAuthored(proposal), kind, title: { en: `${kind} ${id}`, 'pt-BR': '' } };
  const run = runScript(wholeRun(proposal));
  switch (kind) {
    case 'order':
    case 'drive':
      return draft;
    case 'break':
      return proposal.failures.some((goal) => !draft.struck.has(goal.id)) ? draft : null;
    case 'diagnose':
      return { ...draft, diagnosis: proposeDiagnosis(proposal, run) };
    case 'predict': {
      const asked = proposal.steps.flatMap((_, step) => ASKS.map((ask) => proposeQuestion(step, ask, proposal, run)));
      return { ...draft, questions: asked.filter((one) => one !== null) };
    }
    case 'repair': {
      // Whoever forgets to close, or to send, is not finished.
      const forgotten = proposal.steps.findLastIndex((step) => 'call' in step && step.call === 'close');
      return forgotten === -1 ? null : { ...draft, broken: proposal.steps.toSpliced(forgotten, 1) };
    }
  }
}
