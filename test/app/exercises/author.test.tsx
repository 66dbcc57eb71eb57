import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { exerciseActions, useExercise } from '../../../src/app/exercises/exercise-store.ts';
import { ExercisePanel } from '../../../src/app/exercises/ExercisePanel.tsx';
import { LanguageProvider, loadMessages } from '../../../src/app/i18n/index.ts';
import { actions, useLaboratory } from '../../../src/app/store/laboratory.ts';
import { DEFAULT_SCRIPT, SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';

await loadMessages('en');

beforeEach(async () => {
  exerciseActions.leave();
  actions.openScript(DEFAULT_SCRIPT);
  await expect.poll(() => useLaboratory.getState().timeline.steps.length).toBeGreaterThan(10);
});

it('a run becomes an exercise: texts, a struck rule, a trial, and then one solves it', async () => {
  exerciseActions.author();
  render(
    <LanguageProvider initial="en">
      <ExercisePanel />
    </LanguageProvider>,
  );
  // Nothing is written yet: it says what is missing.
  expect(await screen.findByRole('alert')).toHaveTextContent('title.en');
  for (const name of ['Title', 'Task', 'What you learn', 'Hint 1', 'Hint 2', 'Hint 3']) {
    await userEvent.type(screen.getByRole('textbox', { name }), `My ${name}`);
  }
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByText('✓ The reference solution passes.')).toBeInTheDocument();
  expect(screen.getByText('✓ Doing nothing does not pass.')).toBeInTheDocument();
  const rule = screen.getByRole('checkbox', { name: /S-\d+-listen-before-C-\d+-connect/ });
  expect(rule).toBeChecked();
  await userEvent.click(rule);
  expect(rule).not.toBeChecked();
  await userEvent.click(screen.getByRole('button', { name: 'Solve it' }));
  const panel = within(await screen.findByRole('region', { name: 'My Title' }));
  expect(panel.getByText('My Task')).toBeInTheDocument();
  expect(
    useExercise
      .getState()
      .exercise?.constraints.map(({ id }) => id)
      .join(' '),
  ).not.toMatch(/listen-before-C/);
});

it('what only trying tells is added to the rules while the author reads', async () => {
  const script = await SCENARIOS.find(({ id }) => id === 'unread-data')?.load();
  if (script === undefined) throw new Error('no scenario');
  actions.openScript(script);
  await expect.poll(() => useLaboratory.getState().timeline.recording.setting.processes.length).toBe(2);
  await expect.poll(() => useLaboratory.getState().timeline.steps.length).toBeGreaterThan(10);
  exerciseActions.author();
  const rules = (): readonly string[] =>
    useExercise.getState().authored?.proposal.constraints.map(({ id }) => id) ?? [];
  const sendBeforeClose = expect.stringMatching(/^C-\d+-send-before-S-\d+-close$/) as unknown;
  expect(rules()).not.toContainEqual(sendBeforeClose);
  await expect.poll(rules, { timeout: 20_000 }).toContainEqual(sendBeforeClose);
});
