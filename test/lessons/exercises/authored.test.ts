import { describe, expect, it } from 'vitest';
import { type Authored, exerciseFileOf, idOf, tryExercise } from '../../../src/lessons/exercises/authored.ts';
import type { Exercise } from '../../../src/lessons/exercises/exercise.ts';
import { parseExercise } from '../../../src/lessons/exercises/parse-exercise.ts';
import { proposeExercise } from '../../../src/lessons/exercises/propose.ts';
import { runScript } from '../../../src/lessons/exercises/run-attempt.ts';
import { DEFAULT_SCRIPT } from '../../../src/lessons/scenarios/catalogue.ts';
import { describeScriptError } from '../../../src/programs/describe-script-error.ts';

const said = { en: 'said', 'pt-BR': '' };
const written: Authored = {
  kind: 'order',
  chapter: 'eight-calls',
  title: { en: '', 'pt-BR': 'O eco, à minha maneira!' },
  learn: said,
  task: said,
  hints: [said, said, said],
  minutes: 5,
  difficulty: 1,
  proposal: proposeExercise(DEFAULT_SCRIPT, runScript(DEFAULT_SCRIPT)),
  struck: new Set(),
  messages: new Map(),
};

function exerciseOf(authored: Authored): Exercise {
  const parsed = parseExercise(JSON.stringify(exerciseFileOf(authored)));
  if (!parsed.ok) throw new Error(describeScriptError(parsed.error, 'en'));
  return parsed.value;
}

describe('an exercise made of the echo', () => {
  it('is a file that can be read, in both languages though its author wrote one', () => {
    const { title, task, id } = exerciseOf(written);
    expect(title).toEqual({ en: 'O eco, à minha maneira!', 'pt-BR': 'O eco, à minha maneira!' });
    expect(task).toEqual({ en: 'said', 'pt-BR': 'said' });
    expect(id).toBe('o-eco-a-minha-maneira');
    expect(idOf({ title: { en: '123 …', 'pt-BR': '' } })).toBe('exercise');
  });

  it('passes its run, fails each wrong attempt with its message, and is not passed by doing nothing', () => {
    const exercise = exerciseOf(written);
    const trial = tryExercise(exercise);
    expect(trial).toMatchObject({ solutions: [true], startFails: true });
    expect(trial.wrong.length).toBeGreaterThan(5);
    expect(trial.wrong.filter(({ holds }) => !holds)).toEqual([]);
    expect(trial.wrong.map(({ message }) => message.replaceAll(/-\d+/g, ''))).toContain('S-listen-before-C-connect');
  });

  it('has no rule and no goal that was struck, and says what its author says', () => {
    const [constraint] = written.proposal.constraints;
    if (constraint === undefined) throw new Error('nothing is proposed');
    const other = { message: { en: 'Mine.', 'pt-BR': 'Minha.' }, wayOn: { en: 'So.', 'pt-BR': 'Assim.' } };
    const exercise = exerciseOf({
      ...written,
      struck: new Set(['all-closed', written.proposal.constraints[1]?.id ?? '']),
      messages: new Map([[constraint.id, other]]),
    });
    expect(exercise.goals.map(({ id }) => id)).not.toContain('all-closed');
    expect(exercise.constraints).toHaveLength(written.proposal.constraints.length - 1);
    expect(exercise.constraints[0]).toMatchObject(other);
  });

  it('can be one to be driven by hand, judged by what is reached', () => {
    const exercise = exerciseOf({ ...written, kind: 'drive' });
    expect(tryExercise(exercise)).toEqual({ solutions: [true], wrong: [], startFails: true });
  });

  it('without a title it is no exercise yet, and the error says where', () => {
    const parsed = parseExercise(JSON.stringify(exerciseFileOf({ ...written, title: { en: ' ', 'pt-BR': '' } })));
    expect(parsed.ok ? '' : parsed.error.path).toBe('title.en');
  });
});
