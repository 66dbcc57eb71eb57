// A draft comes back as it went; what is damaged is told from one, and never brings the workshop down.
import { describe, expect, it } from 'vitest';
import { type Authored, beginAuthored, wholeRun } from '../../../src/lessons/authoring/authored.ts';
import { faultsOf } from '../../../src/lessons/authoring/authored-faults.ts';
import { readDraft, writeDraft } from '../../../src/lessons/authoring/draft-file.ts';
import { exerciseSoFar } from '../../../src/lessons/authoring/exercise-file.ts';
import { newCause, proposeDiagnosis } from '../../../src/lessons/authoring/propose-diagnosis.ts';
import { proposeQuestion } from '../../../src/lessons/authoring/propose-questions.ts';
import { EXERCISE_KINDS } from '../../../src/lessons/exercises/exercise.ts';
import { runScript } from '../../../src/lessons/exercises/run-attempt.ts';
import { prng } from '../../support/prng.ts';
import { proposalOf } from '../../support/proposed-exercise.ts';
import { mutate } from '../exercises/mutate.ts';

const proposal = await proposalOf('refused');
const run = runScript(wholeRun(proposal));
const question = proposeQuestion(1, 'errno', proposal, run);
const diagnosis = proposeDiagnosis(proposal, run);
const empty = { en: '', 'pt-BR': '' };

/** Half written, with something of everything. */
const draft: Authored = {
  ...beginAuthored(proposal),
  kind: 'predict',
  task: { en: '', 'pt-BR': 'Uma tarefa.' },
  minutes: 0,
  struck: new Set(['all-closed']),
  messages: new Map([['all-calls', { message: empty, wayOn: { en: 'So.', 'pt-BR': '' } }]]),
  distractors: [
    { id: 'other-1', step: { process: 'C', call: 'close', fd: 7 }, distractor: { message: empty, wayOn: empty } },
  ],
  attempts: [
    { id: 'a', attempt: { kind: 'order', order: [proposal.pieces[0]?.id ?? '', 'other-1'] }, message: null },
    { id: 'b', attempt: { kind: 'drive', steps: proposal.steps.slice(0, 2) }, message: 'all-closed' },
  ],
  questions: question === null ? [] : [question],
  diagnosis: { ...diagnosis, causes: [...diagnosis.causes, newCause([])] },
  broken: proposal.steps.slice(1),
};

describe('a draft', () => {
  it('comes back as it went, however little of it is written', () => {
    expect(draft.questions).toHaveLength(1);
    expect(readDraft(writeDraft(draft))).toEqual(draft);
  });

  it.each([
    ['no JSON', '{'],
    ['something else', '{"format":"socketscope-exercise"}'],
    ['a version to come', writeDraft(draft).replace('"version":1', '"version":2')],
    [
      'one whose rule is about a call that there is not',
      writeDraft(draft).replace('"first":"C-1-socket"', '"first":"C-9-socket"'),
    ],
    ['cut', writeDraft(draft).slice(0, 4000)],
  ])('that is %s is told from one', (_, text) => {
    expect(readDraft(text)).toBeNull();
  });

  it('that is damaged is refused, or is one that can be worked on as every kind', () => {
    const random = prng(20_261_126);
    let refused = 0;
    for (let round = 0; round < 1500; round++) {
      const mutated = mutate(JSON.parse(writeDraft(draft)), random);
      const read = readDraft(JSON.stringify(mutated.value));
      if (read === null) refused += 1;
      else {
        // A few of them run in the engine as well.
        faultsOf(read);
        if (round % 50 === 0) for (const kind of EXERCISE_KINDS) exerciseSoFar({ ...read, kind });
      }
    }
    expect(refused).toBeGreaterThan(500);
    expect(refused).toBeLessThan(1500);
  });
});
