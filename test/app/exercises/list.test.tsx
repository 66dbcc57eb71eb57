import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { exerciseActions, useExercise } from '../../../src/app/exercises/exercise-store.ts';
import { ExerciseList } from '../../../src/app/exercises/ExerciseList.tsx';
import { NOTHING_YET } from '../../../src/app/exercises/progress.ts';
import { LanguageProvider, loadMessages } from '../../../src/app/i18n/index.ts';
import { fileOf } from '../../support/made-up-exercise.ts';

await loadMessages('en');

const show = () =>
  render(
    <LanguageProvider initial="en">
      <ExerciseList onClose={() => undefined} />
    </LanguageProvider>,
  );
const give = (text: string): Promise<void> =>
  userEvent.upload(screen.getByLabelText('Open progress …'), new File([text], 'p.json', { type: 'application/json' }));

beforeEach(() => {
  exerciseActions.leave();
  useExercise.setState({ progress: {} });
});

describe('a file that is no progress', () => {
  it('is told beside the button, with path and what was expected; the focus goes there', async () => {
    show();
    await give('{"format":"socketscope-progress","version":2,"exercises":{}}');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/version: found 2; expected a whole number from 1 to 1/);
    expect(alert).toHaveFocus();
    expect(alert.nextElementSibling).toContainElement(screen.getByRole('button', { name: 'Open progress …' }));
  });

  it('and is an exercise, is sent to where that is opened', async () => {
    show();
    await give(JSON.stringify(fileOf({ kind: 'order' })));
    expect(await screen.findByRole('alert')).toHaveTextContent(/is an exercise.*“Open a file”/);
  });
});

it('an exercise of which only a hint was read is begun, as the report says too', () => {
  useExercise.setState({ progress: { 'order-echo': { ...NOTHING_YET, hints: 1 } } });
  show();
  expect(screen.getByRole('button', { name: /Put the eight calls in order/ })).toHaveTextContent(/· begun/);
});
