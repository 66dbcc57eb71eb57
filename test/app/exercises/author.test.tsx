import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { exerciseActions, useExercise } from '../../../src/app/exercises/exercise-store.ts';
import { ExercisePanel } from '../../../src/app/exercises/ExercisePanel.tsx';
import { keptDrafts } from '../../../src/app/exercises/workshop/kept-drafts.ts';
import { useWorkshop, workshopActions } from '../../../src/app/exercises/workshop/workshop-store.ts';
import { LanguageProvider, loadMessages } from '../../../src/app/i18n/index.ts';
import { actions, useLaboratory } from '../../../src/app/store/laboratory.ts';
import { EXERCISES } from '../../../src/lessons/exercises/catalogue.ts';
import type { Exercise } from '../../../src/lessons/exercises/exercise.ts';
import { parseExercise } from '../../../src/lessons/exercises/parse-exercise.ts';
import { DEFAULT_SCENARIO_ID, DEFAULT_SCRIPT, SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';

await loadMessages('en');
await loadMessages('pt-BR');

async function openScenario(id: string): Promise<void> {
  const script = await SCENARIOS.find((scenario) => scenario.id === id)?.load();
  if (script === undefined) throw new Error('no scenario');
  actions.openScript(script);
  await expect.poll(() => useLaboratory.getState().timeline.recording.setting.processes.length).toBe(2);
  await expect.poll(() => useLaboratory.getState().timeline.steps.length).toBeGreaterThan(10);
}

beforeEach(async () => {
  globalThis.localStorage.clear();
  exerciseActions.leave();
  exerciseActions.setAuthoring(false);
  actions.openScript(DEFAULT_SCRIPT);
  await expect.poll(() => useLaboratory.getState().timeline.steps.length).toBeGreaterThan(10);
});

function openWorkshop(language: 'en' | 'pt-BR' = 'en'): void {
  workshopActions.make();
  render(
    <LanguageProvider initial={language}>
      <ExercisePanel />
    </LanguageProvider>,
  );
}

const box = (name: string): HTMLElement => screen.getByRole('textbox', { name });
const press = async (name: string | RegExp): Promise<void> => userEvent.click(screen.getByRole('button', { name }));
const choose = async (name: string, option: string): Promise<void> =>
  userEvent.selectOptions(screen.getByRole('combobox', { name }), option);

/** Tries the exercise as its student would: it is the one that is open then. */
async function made(): Promise<Exercise> {
  await press('Try it as a student');
  const { exercise } = useExercise.getState();
  if (exercise === null) throw new Error('it did not open');
  return exercise;
}

it('gives the scenario of which an exercise was made back to the stage when the workshop is left after a trial', async () => {
  actions.open(DEFAULT_SCENARIO_ID);
  await expect.poll(() => useLaboratory.getState().scenarioId).toBe(DEFAULT_SCENARIO_ID);
  const { title, about } = useLaboratory.getState().script;
  openWorkshop();
  await userEvent.type(box('Title'), 'My echo');
  await made();
  await press('Back to the workshop');
  expect(useLaboratory.getState().scenarioId).toBeNull();
  await press('Leave the workshop');
  await expect.poll(() => useLaboratory.getState().scenarioId).toBe(DEFAULT_SCENARIO_ID);
  expect(useLaboratory.getState().script).toMatchObject({ title, about });
});

describe('the workshop', () => {
  it('makes an exercise of a run: a title, a struck rule, a trial, and then one solves it', async () => {
    openWorkshop();
    await userEvent.type(box('Title'), 'My echo');
    expect(screen.getByText('✓ The reference solution passes.')).toBeInTheDocument();
    expect(screen.getByText('✓ Doing nothing does not pass.')).toBeInTheDocument();
    const rule = screen.getByRole('checkbox', {
      name: 'The client’s connect() comes only after the server’s listen() has succeeded.',
    });
    expect(rule).toBeChecked();
    await userEvent.click(rule);
    expect(rule).not.toBeChecked();
    const { constraints, task } = await made();
    const panel = within(await screen.findByRole('region', { name: 'My echo' }));
    expect(panel.getByText(task.en)).toBeInTheDocument();
    expect(constraints.map(({ id }) => id).join(' ')).not.toMatch(/listen-before-C/);
    // Back in the workshop the run stands on the stage again.
    expect(useLaboratory.getState().script.steps).toEqual([]);
    await press('Back to the workshop');
    expect(useLaboratory.getState().script.steps).toEqual(DEFAULT_SCRIPT.steps);
  });

  it('tells rules in the language of the screen, with where they come from', () => {
    openWorkshop('pt-BR');
    expect(
      screen.getByRole('checkbox', {
        name: 'O connect() do cliente só vem depois que o listen() do servidor teve êxito.',
      }),
    ).toBeChecked();
    expect(screen.getByText('connect() teve êxito porque alguém já escutava.')).toBeInTheDocument();
    expect(screen.getByRole('checkbox', { name: 'O bind() do servidor vem antes do seu listen().' })).toBeChecked();
  });

  it('shows the calls of a rule on the stage, and brings the run back for it', async () => {
    openWorkshop();
    const calledOnStage = (): string | undefined => {
      const { selection, timeline } = useLaboratory.getState();
      const call = timeline.trace.items.find(
        (event) => event.kind === 'call' && selection?.kind === 'call' && event.callId === selection.callId,
      );
      return call?.kind === 'call' ? `${call.process} ${call.call.name}` : undefined;
    };
    await userEvent.click(screen.getAllByRole('button', { name: 'Show S: listen() on the stage' })[0] as HTMLElement);
    expect(calledOnStage()).toBe('S listen');
    await openScenario('refused');
    await userEvent.click(screen.getAllByRole('button', { name: 'Show C: connect() on the stage' })[0] as HTMLElement);
    await expect.poll(calledOnStage).toBe('C connect');
    expect(useLaboratory.getState().script.steps).toHaveLength(DEFAULT_SCRIPT.steps.length);
  });

  it('without a title it says so at the field, in plain words, and the focus goes there', async () => {
    openWorkshop();
    await press('Copy a link');
    await expect.poll(() => document.activeElement).toBe(box('Title'));
    expect(box('Title')).toBeInvalid();
    expect(box('Title')).toHaveAccessibleDescription(/Give the exercise a title/);
    await userEvent.type(box('Title'), 'Now');
    expect(box('Title')).not.toBeInvalid();
  });

  it('a number of minutes that is none is told at its field', async () => {
    openWorkshop();
    await userEvent.type(box('Title'), 'T');
    await userEvent.clear(box('Minutes'));
    await press('Save as a file');
    await expect.poll(() => document.activeElement).toBe(box('Minutes'));
    expect(box('Minutes')).toHaveAccessibleDescription(/from 1 to 120/);
  });

  it('what is said of a broken rule is what its author says, in the other language too when it is said in one', async () => {
    openWorkshop();
    await userEvent.type(box('Title'), 'T');
    const [words] = screen.getAllByText('What is said to who breaks it');
    await userEvent.click(words as HTMLElement);
    const rules = within(screen.getByRole('region', { name: 'What must come before what' }));
    await userEvent.type(rules.getAllByRole('textbox', { name: 'The rule' })[0] as HTMLElement, 'Nobody is there yet.');
    const { constraints } = await made();
    const across = constraints.find(({ kind }) => kind === 'only-after');
    expect(across?.message).toEqual({ en: 'Nobody is there yet.', 'pt-BR': 'Nobody is there yet.' });
    expect(across?.wayOn['pt-BR']).toMatch(/^De que connect\(\) precisa/);
  });

  it('has distractors, filled in by the form of a call, and tells of them in its trial', async () => {
    openWorkshop();
    await userEvent.type(box('Title'), 'T');
    const part = within(screen.getByRole('region', { name: 'Calls that do not belong' }));
    await userEvent.click(part.getByRole('button', { name: 'Add a call' }));
    const form = within(part.getByRole('form', { name: 'Add a call' }));
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Who' }), 'S');
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Call' }), 'connect');
    expect(form.queryByRole('option', { name: 'let time go by' })).toBeNull();
    await userEvent.clear(form.getByRole('combobox', { name: 'descriptor' }));
    await userEvent.type(form.getByRole('combobox', { name: 'descriptor' }), 'a');
    await userEvent.click(form.getByRole('button', { name: 'Insert' }));
    expect(part.getByText('S: connect(a, :8080)')).toBeInTheDocument();
    expect(part.getByRole('textbox', { name: 'The rule' })).toHaveValue('connect() does not belong in this program.');
    const { pieces, wrong } = await made();
    expect(pieces.at(-1)?.distractor?.message['pt-BR']).toBe('connect() não faz parte deste programa.');
    expect(wrong.map(({ message }) => message)).toContain(pieces.at(-1)?.id);
  });

  it('takes the run on the stage as a wrong attempt, says what it is told, and what it must be told', async () => {
    openWorkshop();
    await userEvent.type(box('Title'), 'T');
    const part = within(screen.getByRole('region', { name: 'Wrong attempts of your own' }));
    await userEvent.click(part.getByRole('button', { name: 'Take the run on the stage' }));
    expect(part.getByText(/It passes: it is not wrong/)).toBeInTheDocument();
    await userEvent.click(part.getByRole('button', { name: 'Take out Wrong attempt 1' }));
    await openScenario('refused');
    await userEvent.click(part.getByRole('button', { name: 'Take the run on the stage' }));
    expect(part.getByText(/✓ It is told: The client’s connect\(\) comes only after/)).toBeInTheDocument();
    await userEvent.selectOptions(part.getByRole('combobox', { name: 'It must be told' }), 'Every call is made once.');
    expect(
      part.getByText(/✗ Must be told: Every call is made once. Is told instead: The client’s/),
    ).toBeInTheDocument();
    const trial = within(screen.getByRole('region', { name: 'Tried on itself' }));
    expect(await trial.findByText('✗ One thing does not come out as it should.')).toBeInTheDocument();
  });

  it('asks questions to which the engine knows the answer', async () => {
    openWorkshop();
    await userEvent.type(box('Title'), 'T');
    await choose('Kind', 'Predict');
    expect(screen.getAllByText('Ask at least one question.')).toHaveLength(1);
    await choose('About the call', 'S: a = accept(s)');
    await choose('Asked is', 'whether it waits');
    await press('Ask this');
    expect(screen.getByText('✓ Right answer: yes')).toBeInTheDocument();
    const { kind, predictions, solutions } = await made();
    expect(kind).toBe('predict');
    expect(predictions[0]?.question['pt-BR']).toBe('O accept() do servidor tem de esperar?');
    expect(solutions).toEqual([{ kind: 'predict', answers: { [predictions[0]?.id ?? '']: 'yes' } }]);
  });

  it('proposes a diagnosis of a run that failed', async () => {
    await openScenario('refused');
    openWorkshop();
    await userEvent.type(box('Title'), 'T');
    await choose('Kind', 'Diagnose');
    await press('Propose one');
    expect(screen.getByRole('radio', { name: /Nobody was listening/ })).toBeChecked();
    const { diagnosis } = await made();
    expect(diagnosis?.cause).toBe('nobody-listens');
  });

  it('makes a repair of two programs that differ', async () => {
    openWorkshop();
    await userEvent.type(box('Title'), 'T');
    await choose('Kind', 'Repair');
    await press('Save as a file');
    expect(await screen.findAllByText(/Both programs are the same/)).not.toEqual([]);
    const broken = within(screen.getByRole('region', { name: 'The program with its mistake' }));
    await userEvent.click(broken.getByRole('button', { name: 'Delete C: close(c)' }));
    const { kind, script, solutions } = await made();
    expect(kind).toBe('repair');
    expect(script.steps).toHaveLength(DEFAULT_SCRIPT.steps.length - 1);
    expect(solutions[0]).toMatchObject({ kind: 'repair', steps: { length: DEFAULT_SCRIPT.steps.length } });
  });

  it('writes a mistake by the form of a call: another argument, another call, one at the beginning, one twice', async () => {
    openWorkshop();
    await userEvent.type(box('Title'), 'T');
    await choose('Kind', 'Repair');
    const broken = within(screen.getByRole('region', { name: 'The program with its mistake' }));
    const open = async (button: string, form: string) => {
      await userEvent.click(broken.getByRole('button', { name: button }));
      return within(broken.getByRole('form', { name: form }));
    };
    const other = await open('Change S: recv(a, 100)', 'Change this call');
    await userEvent.clear(other.getByRole('combobox', { name: 'descriptor' }));
    await userEvent.type(other.getByRole('combobox', { name: 'descriptor' }), 's');
    await userEvent.click(other.getByRole('button', { name: 'Apply' }));
    const shut = await open('Change C: close(c)', 'Change this call');
    await userEvent.selectOptions(shut.getByRole('combobox', { name: 'Call' }), 'shutdown');
    await userEvent.click(shut.getByRole('button', { name: 'Apply' }));
    await userEvent.click(broken.getByRole('button', { name: 'Duplicate S: close(a)' }));
    expect(broken.getAllByRole('button', { name: 'Change S: close(a)' })[1]).toHaveFocus();
    const first = await open('+ Insert at the beginning', 'Insert at the beginning');
    await userEvent.selectOptions(first.getByRole('combobox', { name: 'Call' }), 'let time go by');
    await userEvent.click(first.getByRole('button', { name: 'Insert' }));
    expect(broken.getByRole('button', { name: 'Change … 500 ms' })).toHaveFocus();
    const { script, solutions } = await made();
    const calls = script.steps.map((step) => ('call' in step ? `${step.call}(${step.fd ?? ''})` : 'wait'));
    expect(calls[0]).toBe('wait');
    expect(calls).toContain('recv(s)');
    expect(calls).toContain('shutdown(c)');
    expect(calls.filter((call) => call === 'close(a)')).toHaveLength(2);
    expect(solutions[0]).toMatchObject({ kind: 'repair', steps: DEFAULT_SCRIPT.steps });
  });

  it('makes a failure to be provoked of what failed', async () => {
    await openScenario('unread-data');
    openWorkshop();
    await userEvent.type(box('Title'), 'T');
    await choose('Kind', 'Make it fail');
    expect(screen.getByRole('checkbox', { name: 'The server sends a RST.' })).toBeChecked();
    expect((await made()).goals.map(({ on }) => on)).toContain('segment');
  });
});

it('what only trying tells is added to the rules while the author reads', async () => {
  await openScenario('unread-data');
  workshopActions.make();
  const rules = (): readonly string[] =>
    useWorkshop.getState().authored?.proposal.constraints.map(({ id }) => id) ?? [];
  const sendBeforeClose = expect.stringMatching(/^C-\d+-send-before-S-\d+-close$/) as unknown;
  expect(rules()).not.toContainEqual(sendBeforeClose);
  await expect.poll(rules, { timeout: 20_000 }).toContainEqual(sendBeforeClose);
});

it('an exercise of somebody’s own is told from one of the catalogue, whose id it may have; its author achieves nothing by trying it', async () => {
  const listed = await EXERCISES.find(({ id }) => id === 'break-refused')?.load();
  const parsed = parseExercise({ ...(listed as object), title: { en: 'Mine', 'pt-BR': 'Meu' } });
  if (!parsed.ok) throw new Error('unreadable');
  const before = useExercise.getState().progress;
  exerciseActions.begin(parsed.value, '');
  exerciseActions.hint();
  const { progress } = useExercise.getState();
  expect(progress['break-refused']).toBe(before['break-refused']);
  expect(progress['break-refused-other']).toMatchObject({ hints: 1, about: { title: { en: 'Mine' }, kind: 'break' } });
  workshopActions.make();
  exerciseActions.begin(parsed.value, '');
  exerciseActions.hint();
  exerciseActions.hint();
  expect(useExercise.getState().progress).toBe(progress);
});

describe('drafts', () => {
  const titles = (): readonly (string | undefined)[] => keptDrafts().map(({ authored }) => authored?.title.en);
  const write = (title: string): void => {
    const { authored } = useWorkshop.getState();
    if (authored === null) throw new Error('no draft');
    workshopActions.write({ ...authored, title: { en: title, 'pt-BR': '' } });
  };

  it('are kept as they are written, several of them, and opened again', () => {
    workshopActions.make();
    write('First');
    const { id } = useWorkshop.getState();
    workshopActions.make();
    write('Second');
    expect(new Set(titles())).toEqual(new Set(['First', 'Second']));
    workshopActions.openDraft(id);
    expect(useWorkshop.getState().authored?.title.en).toBe('First');
  });

  it('the one that was open is open again after a reload, and not when the workshop was left', () => {
    workshopActions.make();
    write('Kept');
    useWorkshop.setState({ authored: null });
    useExercise.setState({ authoring: false, fresh: false }, false);
    globalThis.localStorage.setItem('socketscope.workshop', useWorkshop.getState().id);
    workshopActions.resume();
    expect(useExercise.getState().authoring).toBe(true);
    expect(useWorkshop.getState().authored?.title.en).toBe('Kept');
    exerciseActions.leave();
    expect(globalThis.localStorage.getItem('socketscope.workshop')).toBeNull();
  });

  it('are thrown away and brought back', () => {
    workshopActions.make();
    write('Gone');
    const { id } = useWorkshop.getState();
    workshopActions.throwAway(id);
    expect(titles()).toEqual([]);
    expect(useExercise.getState().authoring).toBe(false);
    workshopActions.bringBack();
    expect(titles()).toEqual(['Gone']);
  });

  it('that cannot be read stay, are told of, and harm no other', () => {
    workshopActions.make();
    write('Good');
    globalThis.localStorage.setItem('socketscope.draft.bad', '12 {"format":');
    expect(keptDrafts().map(({ id, authored }) => [id === 'bad', authored?.title.en])).toEqual([
      [false, 'Good'],
      [true, undefined],
    ]);
    workshopActions.openDraft('bad');
    expect(globalThis.localStorage.getItem('socketscope.draft.bad')).toBe('12 {"format":');
  });
});

describe('the parts of the workshop', () => {
  const parts = () =>
    within(screen.getByRole('navigation', { name: 'Parts of the exercise' }))
      .getAllByRole('button')
      .map(({ textContent }) => textContent);

  it('say what is missing in which, and what came of the trial; beside them stands how far it is', async () => {
    openWorkshop();
    expect(parts()).toEqual([
      '✗ Texts something is missing',
      '✓ Calls done',
      '✓ Goals done',
      '✓ Order done',
      '○ Extra calls may stay empty',
      '○ Wrong attempts may stay empty',
      '○ Trial not yet',
    ]);
    expect(screen.getByText('✗ One thing is still missing.')).toBeInTheDocument();
    await userEvent.type(box('Title'), 'T');
    expect(parts()[0]).toBe('✓ Texts done');
    expect(parts().at(-1)).toBe('✓ Trial done');
    await choose('Kind', 'Repair');
    expect(parts()).toContain('✗ Programs something is missing');
    expect(parts()).not.toContain('✓ Order done');
  });

  it('are gone to with one press, by which the focus comes along', async () => {
    openWorkshop();
    await press(/Goals/);
    expect(document.activeElement).toContainElement(screen.getByRole('heading', { name: 'To be reached' }));
    expect(screen.getByRole('button', { name: /Goals/ })).toHaveAttribute('aria-current', 'step');
  });
});
