import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { exerciseActions, useExercise } from '../../../src/app/exercises/exercise-store.ts';
import { ExercisePanel } from '../../../src/app/exercises/ExercisePanel.tsx';
import { outcomeOf } from '../../../src/app/exercises/progress.ts';
import { LanguageProvider, loadMessages } from '../../../src/app/i18n/index.ts';
import { Sentence } from '../../../src/app/timeline/Sentence.tsx';
import { actions, useLaboratory } from '../../../src/app/store/laboratory.ts';
import { check } from '../../../src/lessons/exercises/check.ts';
import { scriptOfAttempt } from '../../../src/lessons/exercises/run-attempt.ts';
import { EXERCISES } from '../../../src/lessons/exercises/catalogue.ts';
import type { Exercise } from '../../../src/lessons/exercises/exercise.ts';
import { DEFAULT_SCRIPT } from '../../../src/lessons/scenarios/catalogue.ts';

await loadMessages('en');
await loadMessages('pt-BR');

const show = async (id: string, language: 'en' | 'pt-BR' = 'en'): Promise<Exercise> => {
  exerciseActions.open(id);
  await expect.poll(() => useExercise.getState().exercise?.id).toBe(id);
  const { exercise } = useExercise.getState();
  if (exercise === null) throw new Error('it did not open');
  render(
    <LanguageProvider initial={language}>
      <ExercisePanel />
    </LanguageProvider>,
  );
  return exercise;
};
const press = (name: string | RegExp): Promise<void> => userEvent.click(screen.getByRole('button', { name }));
const attempts = (id: string): number => useExercise.getState().progress[id]?.attempts ?? 0;

/** The server listens, by hand, on a descriptor that it does not have. */
const listen = (): void =>
  act(() =>
    actions.act({
      kind: 'call',
      process: 'S',
      call: { name: 'listen', fd: 3, backlog: 1 },
      names: { fd: null, as: null },
    }),
  );

beforeEach(() => {
  exerciseActions.leave();
  useExercise.setState({ progress: {} });
});

describe('the exercise that is open', () => {
  it('has the focus on its title when it is opened, and is named on the stage', async () => {
    await show('repair-listening-socket');
    await expect.poll(() => document.activeElement?.textContent).toBe('The server that vanishes');
    expect(useLaboratory.getState().script.title?.en).toBe('The server that vanishes');
  });

  it('is not judged while something else is on the stage, and comes back with its work', async () => {
    await show('order-echo');
    await press('C: Place c = socket()');
    actions.openScript(DEFAULT_SCRIPT);
    expect(await screen.findByText(/The stage shows something else/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Check' })).toBeNull();
    await press('Back to the exercise');
    expect(await screen.findByRole('button', { name: 'C: c = socket(), place 1 of 1' })).toBeInTheDocument();
  });

  it('stays when a machine is given another TCP', async () => {
    await show('drive-first-words');
    actions.setProfile('server', 'linux-reno');
    expect(screen.queryByText(/The stage shows something else/)).toBeNull();
  });
});

describe('an exercise that was left open', () => {
  it('is open again with the work at it, its hints, and what was said of it', async () => {
    await show('order-echo');
    await press('C: Place c = socket()');
    await press('Hint');
    const { exercise, draft, source } = useExercise.getState();
    // Another visit: the storage is there, and nothing else.
    const kept = localStorage.getItem('socketscope.exercise') ?? '';
    act(() => exerciseActions.leave());
    expect(localStorage.getItem('socketscope.exercise')).toBeNull();
    localStorage.setItem('socketscope.exercise', kept);
    act(() => exerciseActions.resume());
    expect(useExercise.getState()).toMatchObject({ exercise, draft, source, hints: 1 });
    expect(screen.getByRole('button', { name: 'C: c = socket(), place 1 of 1' })).toBeInTheDocument();
    expect(screen.queryByText(/The stage shows something else/)).toBeNull();
  });

  it.each([
    ['no JSON', '{'],
    ['no exercise', '{"source":"{}","draft":null,"hints":0}'],
  ])('and of which what was kept is %s, is not', (_, kept) => {
    localStorage.setItem('socketscope.exercise', kept);
    exerciseActions.resume();
    expect(useExercise.getState().exercise).toBeNull();
  });

  it('begins anew where its work cannot be read', async () => {
    await show('order-echo');
    const { source } = useExercise.getState();
    exerciseActions.leave();
    const damaged = { source, draft: { kind: 'order', order: ['no-such-piece'] }, hints: 99, told: 1 };
    localStorage.setItem('socketscope.exercise', JSON.stringify(damaged));
    act(() => exerciseActions.resume());
    expect(useExercise.getState()).toMatchObject({ draft: { kind: 'order', order: [] }, hints: 3, told: null });
  });
});

describe('an order exercise', () => {
  it('leaves the focus in the tray when a call is placed from it, and where it can go on when one is taken back', async () => {
    await show('order-echo');
    const tray = screen.getAllByRole('button', { name: /: Place / });
    tray[0]?.focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => document.activeElement).toBe(tray[1]);
    await userEvent.keyboard('{Enter}');
    const [first, second] = useExercise.getState().draft?.kind === 'order' ? placedIds() : [];
    const row = screen.getByRole('button', { name: /place 2 of 2/ });
    row.focus();
    await userEvent.keyboard('{Delete}');
    expect(placedIds()).toEqual([first]);
    expect(second).toBeDefined();
    await expect.poll(() => document.activeElement?.getAttribute('data-piece')).toBe(first);
  });
});

const placedIds = (): readonly string[] => {
  const { draft } = useExercise.getState();
  return draft?.kind === 'order' ? draft.order : [];
};

describe('a predict exercise', () => {
  it('asks one after another, says what is right, and begins again from the first', async () => {
    await show('predict-return-values');
    for (const answer of ['3', 'ECONNREFUSED', 'yes', '0', 'ESTABLISHED', '5']) {
      await userEvent.click(await screen.findByRole('radio', { name: answer }));
      await press('Answer');
      const said = screen.getAllByRole('status').map((each) => each.textContent);
      expect(said.join(' ')).toContain(answer === '0' ? 'No: it is 4.' : 'Right.');
      const next = screen.getByRole('button', { name: answer === '5' ? 'See the result' : 'Next question' });
      expect(next).toHaveFocus();
      await userEvent.keyboard('{Enter}');
    }
    expect(screen.getByText('All questions are answered.')).toHaveFocus();
    // One was wrong: it is told, and nothing is passed.
    expect(screen.getByText(/accept\(\) returns a NEW descriptor/)).toBeInTheDocument();
    expect(useExercise.getState().progress['predict-return-values']).toMatchObject({ attempts: 1, passed: false });
    await press('Begin again');
    expect(await screen.findByRole('heading', { name: 'Question 1 of 6' })).toBeInTheDocument();
    // The right answer has been told: to say it again is noted as that, and said so.
    expect(screen.getByText(/^Answers of this exercise have been told/)).toBeInTheDocument();
    const { exercise } = useExercise.getState();
    const [solution] = exercise?.solutions ?? [];
    if (solution === undefined) throw new Error('the exercise has no solution');
    act(() => exerciseActions.change(solution));
    act(() => exerciseActions.check());
    expect(screen.getByText(/All answers are right, after answers had been told/)).toBeInTheDocument();
    const { progress } = useExercise.getState();
    expect(outcomeOf(progress['predict-return-values'], 'predict')).toBe('aided');
  });

  it('that is answered right at once is passed, and a wrong answer afterwards takes nothing away', async () => {
    await show('predict-return-values');
    const [solution] = useExercise.getState().exercise?.solutions ?? [];
    if (solution?.kind !== 'predict') throw new Error('the exercise has no solution');
    act(() => exerciseActions.change(solution));
    act(() => exerciseActions.check());
    const [id = ''] = Object.keys(solution.answers);
    act(() => exerciseActions.change({ kind: 'predict', answers: { [id]: 'nonsense' } }));
    const { progress } = useExercise.getState();
    expect(outcomeOf(progress['predict-return-values'], 'predict')).toBe('passed');
  });

  it('stands before the call that is asked about, and plays it after the answer', async () => {
    await show('predict-return-values');
    await userEvent.click(screen.getByRole('radio', { name: '3' }));
    await press('Answer');
    await press('Next question');
    const { timeline, cursor } = useLaboratory.getState();
    // Nothing of what is asked is anywhere: the run ends before the call.
    const calls = timeline.trace.items.filter((event) => event.kind === 'call');
    expect(calls.map((event) => event.kind === 'call' && event.step)).toEqual([0]);
    const before = cursor.step;
    expect(before).toBe(timeline.steps.items.length);
    actions.toEnd();
    expect(useLaboratory.getState().cursor.step).toBe(before);
    await userEvent.click(screen.getByRole('radio', { name: 'ECONNREFUSED' }));
    await press('Answer');
    await expect.poll(() => useLaboratory.getState().cursor.step).toBeGreaterThan(before);
  });

  it('lets nothing be done by hand while a question is open, and shows all of the run when none is', async () => {
    await show('predict-return-values');
    listen();
    expect(useLaboratory.getState().notice).toMatchObject({ kind: 'not-allowed', what: { kind: 'hidden' } });
    expect(useLaboratory.getState().timeline.recording.actions).toEqual([]);
    const { exercise } = useExercise.getState();
    const [solution] = exercise?.solutions ?? [];
    if (!exercise || solution?.kind !== 'predict') throw new Error('the exercise has no solution');
    act(() => exerciseActions.change(solution));
    const { timeline } = useLaboratory.getState();
    expect(timeline.trace.items).toEqual(check(exercise, solution).timeline.trace.items);
    expect(timeline.end).not.toBe('cut');
  });

  it.each([
    ['order-echo', 'in-panel'],
    ['repair-listening-socket', 'in-panel'],
    [EXERCISES.find(({ kind }) => kind === 'diagnose')?.id ?? '', 'looked-at'],
  ])('lets nothing be done by hand where the panel is the place for it, and says so: %s', async (id, kind) => {
    await show(id);
    const { timeline } = useLaboratory.getState();
    listen();
    expect(useLaboratory.getState()).toMatchObject({ notice: { kind: 'not-allowed', what: { kind } } });
    expect(useLaboratory.getState().timeline).toBe(timeline);
    expect(actions.mayCall('listen')).toBe(false);
    exerciseActions.leave();
    expect(actions.mayCall('listen')).toBe(true);
  });

  it('bounds the stage no longer than it is open', async () => {
    await show('predict-return-values');
    const seen = useLaboratory.getState().timeline.steps.length;
    act(() => exerciseActions.leave());
    expect(useLaboratory.getState().bounds).toBeNull();
    expect(useLaboratory.getState().timeline.steps.length).toBeGreaterThan(seen);
    listen();
    expect(useLaboratory.getState().timeline.recording.actions).toHaveLength(1);
  });

  it('hides what comes after a reload, too', async () => {
    await show('predict-return-values');
    await userEvent.click(screen.getByRole('radio', { name: '3' }));
    await press('Answer');
    const seen = useLaboratory.getState().timeline.steps.length;
    const { script } = useLaboratory.getState();
    const kept = localStorage.getItem('socketscope.exercise') ?? '';
    act(() => exerciseActions.leave());
    localStorage.setItem('socketscope.exercise', kept);
    // What the laboratory has kept by itself knows of no exercise.
    act(() => actions.openScript(script));
    useLaboratory.setState({ scenarioId: null });
    expect(useLaboratory.getState().timeline.steps.length).toBeGreaterThan(seen);
    act(() => exerciseActions.resume());
    expect(useLaboratory.getState().timeline.steps.length).toBe(seen);
  });
});

describe('what an exercise does not allow', () => {
  it('is said beforehand, refused on the stage, and no attempt', async () => {
    await show('drive-busy-server');
    expect(screen.getByText(/Calls for it: accept\(\), recv\(\), send\(\), close\(\)\./)).toBeInTheDocument();
    listen();
    expect(useLaboratory.getState().notice).toMatchObject({ what: { kind: 'call', call: 'listen' } });
    act(() => actions.act({ kind: 'power', host: 'server', on: false }));
    expect(useLaboratory.getState().notice).toMatchObject({ what: { kind: 'fault' } });
    expect(useLaboratory.getState().timeline.recording.actions).toEqual([]);
    expect(attempts('drive-busy-server')).toBe(0);
  });

  it('is nothing where faults are part of it', async () => {
    await show('break-slow-connect');
    expect(screen.getByText(/You may also lose segments/)).toBeInTheDocument();
    act(() => actions.act({ kind: 'power', host: 'server', on: false }));
    expect(useLaboratory.getState().timeline.recording.actions).toHaveLength(1);
  });
});

describe('a repair exercise', () => {
  it('moves calls with the focus on their button, and deletes them', async () => {
    await show('repair-listening-socket');
    const up = screen.getByRole('button', { name: 'S: bind(ls, :8080): earlier' });
    up.focus();
    await userEvent.keyboard('{Enter}');
    const first = (): string | null =>
      within(screen.getAllByRole('list')[0] as HTMLElement).getAllByRole('listitem')[0]?.textContent ?? null;
    expect(first()).toContain('S: bind(ls, :8080)');
    expect(screen.getByRole('button', { name: 'S: bind(ls, :8080): earlier' })).toHaveFocus();
    screen.getByRole('button', { name: 'Delete S: bind(ls, :8080)' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: 'Delete S: ls = socket()' })).toHaveFocus();
  });

  it('changes an argument, and inserts a call, by forms; the focus stays with the call', async () => {
    await show('repair-listening-socket');
    await press('Change S: recv(ls, 100)');
    const changing = within(screen.getByRole('form', { name: 'Change this call' }));
    expect(changing.getByRole('combobox', { name: 'Call' })).toHaveFocus();
    const fd = changing.getByRole('combobox', { name: 'descriptor' });
    await userEvent.clear(fd);
    await userEvent.type(fd, 'nobody{Enter}');
    expect(changing.getByText(/A descriptor is a whole number/)).toBeInTheDocument();
    await userEvent.clear(fd);
    await userEvent.type(fd, 'a{Enter}');
    expect(screen.queryByRole('form')).toBeNull();
    expect(screen.getByRole('button', { name: 'Change S: recv(a, 100)' })).toHaveFocus();

    await press('Insert after S: recv(a, 100)');
    const inserting = within(screen.getByRole('form', { name: 'A call after this one' }));
    await userEvent.selectOptions(inserting.getByRole('combobox', { name: 'Call' }), 'getpeername');
    await userEvent.click(inserting.getByRole('button', { name: 'Insert' }));
    expect(screen.getByRole('button', { name: 'Change S: getpeername(a)' })).toHaveFocus();
    const { draft } = useExercise.getState();
    expect(draft?.kind === 'repair' && draft.steps.slice(7, 9)).toEqual([
      { process: 'S', call: 'recv', fd: 'a', length: 100 },
      { process: 'S', call: 'getpeername', fd: 'a' },
    ]);
  });

  it('lets a form be left, and time go by', async () => {
    await show('repair-silent-server');
    await press('Change … 500 ms');
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('button', { name: 'Change … 500 ms' })).toHaveFocus();
    await press('Change … 500 ms');
    const field = screen.getByRole('textbox', { name: 'Milliseconds' });
    await userEvent.clear(field);
    await userEvent.type(field, 'soon{Enter}');
    expect(screen.getByRole('alert')).toBeInTheDocument();
    await userEvent.clear(field);
    await userEvent.type(field, '20{Enter}');
    expect(screen.getByRole('button', { name: 'Change … 20 ms' })).toBeInTheDocument();
  });

  it('tells of a goal that was missed what the kernel did nearest to it, and goes there', async () => {
    await show('repair-unread');
    await press('Check');
    const said = within(screen.getAllByRole('status').find(({ dataset }) => 'passed' in dataset) as HTMLElement);
    expect(await said.findByText('What the kernel did')).toBeInTheDocument();
    expect(said.getByText(/recv\(\).*ECONNRESET/, { selector: 'dt:first-of-type + dd' })).toBeInTheDocument();
    expect(said.getByText('What is missing')).toBeInTheDocument();
    await press('Go to this step');
    const { selection, timeline } = useLaboratory.getState();
    const event = timeline.trace.items.find(
      (one) => one.kind === 'call' && selection?.kind === 'call' && one.callId === selection.callId,
    );
    expect(event).toMatchObject({ process: 'C', call: { name: 'recv' } });
  });

  it('leaves it to the student what is to be done about an error', async () => {
    const remedy = /^Read from the descriptor that accept/;
    await show('repair-listening-socket');
    await press('Check');
    render(
      <LanguageProvider initial="en">
        <Sentence />
      </LanguageProvider>,
    );
    expect(
      await screen.findByText(/recv\(\) failed: ENOTCONN/, { selector: '[class*="headline"]' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(remedy)).toBeNull();
    act(() => exerciseActions.leave());
    expect(await screen.findByText(remedy)).toBeInTheDocument();
  });

  it('gives the text back as it was', async () => {
    await show('repair-listening-socket');
    await press('As text (JSON)');
    const text = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'The calls of the programs' });
    const before = text().value;
    await userEvent.type(text(), 'x');
    expect(screen.getByRole('alert')).toBeInTheDocument();
    await press('As it was');
    expect(text().value).toBe(before);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

it('offers in Portuguese no error by a Portuguese word', async () => {
  await show('predict-errors', 'pt-BR');
  expect(await screen.findByRole('radio', { name: 'nenhum' })).toBeInTheDocument();
  expect(screen.queryByRole('radio', { name: 'none' })).toBeNull();
});

describe('a diagnose exercise', () => {
  it('says of a wrong cause why it is not the one, and passes the right one', async () => {
    const { learn } = await show('diagnose-ignored-error');
    // It would be the answer.
    expect(screen.queryByText(learn.en, { exact: false })).toBeNull();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'The guilty call' }), 'S: bind(ls, :8080)');
    await userEvent.click(screen.getByRole('radio', { name: /came before the server listened/ }));
    await press('Check');
    expect(screen.getByText(/the server had been listening for a while/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: /none of the machine’s/ }));
    await press('Check');
    expect(screen.getByText(/Solved/)).toBeInTheDocument();
    expect(screen.getByText(learn.en, { exact: false })).toBeInTheDocument();
  });
});

describe('what is done by hand', () => {
  it('is told once when it breaks a rule, is not told when it is undone, and is an attempt once', async () => {
    await show('drive-first-words');
    listen();
    expect(await screen.findByText(/work on a descriptor of the server/)).toBeInTheDocument();
    expect(attempts('drive-first-words')).toBe(1);
    listen();
    expect(useLaboratory.getState().timeline.recording.actions).toHaveLength(2);
    expect(attempts('drive-first-words')).toBe(1);
    actions.undo();
    actions.undo();
    await expect.poll(() => screen.queryByText(/work on a descriptor of the server/)).toBeNull();
  });

  it('is ticked as a solution plays, and does not count', async () => {
    await show('break-refused');
    const goals = (): (string | null)[] => screen.getAllByRole('listitem').map((item) => item.textContent);
    for (const name of ['Hint', 'Next hint (2 of 3)', 'Next hint (3 of 3)', 'Show me']) await press(name);
    expect(goals()[0]).toContain('not yet');
    const { exercise } = useExercise.getState();
    if (exercise?.solutions[0] === undefined) throw new Error('no solution');
    expect(useLaboratory.getState().script.steps).toEqual(
      scriptOfAttempt(exercise, exercise.solutions[0]).script.steps,
    );
    actions.toEnd();
    await expect.poll(() => goals()[0]).toContain('reached');
    expect(useExercise.getState().progress['break-refused']).toMatchObject({ attempts: 0, shown: true, passed: false });
  });
});
