import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { exerciseActions, useExercise } from '../../../src/app/exercises/exercise-store.ts';
import { ExercisePanel } from '../../../src/app/exercises/ExercisePanel.tsx';
import { LanguageProvider, loadMessages } from '../../../src/app/i18n/index.ts';
import { useLaboratory } from '../../../src/app/store/laboratory.ts';

await loadMessages('en');

const open = async (id: string): Promise<void> => {
  exerciseActions.open(id);
  await expect.poll(() => useExercise.getState().exercise?.id).toBe(id);
};
const show = () =>
  render(
    <LanguageProvider initial="en">
      <ExercisePanel />
    </LanguageProvider>,
  );
const placed = (): string[] =>
  within(screen.getByRole('list', { name: 'Your programs, from top to bottom' }))
    .getAllByRole('button', { name: /place \d+ of/ })
    .map((button) => button.textContent ?? '');

beforeEach(async () => {
  exerciseActions.leave();
  useExercise.setState({ progress: {} });
  await open('order-echo');
});

describe('an order exercise', () => {
  it('places calls from the tray and moves them by keyboard; the row keeps the focus, and its place is announced', async () => {
    show();
    await userEvent.click(screen.getByRole('button', { name: 'S: Place bind(ls, :8080)' }));
    await userEvent.click(screen.getByRole('button', { name: 'S: Place ls = socket()' }));
    expect(placed()).toEqual(['S bind(ls, :8080)', 'S ls = socket()']);
    screen.getByRole('button', { name: 'S: ls = socket(), place 2 of 2' }).focus();
    await userEvent.keyboard('{ArrowUp}');
    expect(placed()).toEqual(['S ls = socket()', 'S bind(ls, :8080)']);
    await expect.poll(() => document.activeElement?.getAttribute('data-piece')).toBe('s-socket');
    expect(screen.getAllByRole('status').map((each) => each.textContent)).toContain('S: ls = socket(), place 1 of 2');
    await userEvent.keyboard('{Delete}');
    expect(placed()).toEqual(['S bind(ls, :8080)']);
  });

  it('tells the first rule that was broken, goes to its step, and counts the attempt', async () => {
    show();
    exerciseActions.change({ kind: 'order', order: ['c-socket', 'c-connect', 's-socket', 's-bind', 's-listen'] });
    await userEvent.click(await screen.findByRole('button', { name: 'Check' }));
    expect(await screen.findByText(/Nobody listens on the port yet/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Go to this step' }));
    const { selection, cursor, timeline } = useLaboratory.getState();
    expect(selection?.kind).toBe('call');
    expect(cursor.step).toBeLessThan(timeline.steps.length);
    expect(useExercise.getState().progress['order-echo']).toMatchObject({ attempts: 1, passed: false });
  });

  it('with calls missing says how many, and names no step when none shows it', async () => {
    show();
    exerciseActions.change({ kind: 'order', order: ['s-socket'] });
    await userEvent.click(await screen.findByRole('button', { name: 'Check' }));
    expect(await screen.findByText('12 of 13 calls are still missing.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Go to this step' })).toBeNull();
    exerciseActions.change({ kind: 'order', order: ['s-socket', 's-bind', 's-listen', 's-accept'] });
    await userEvent.click(await screen.findByRole('button', { name: 'Check' }));
    expect(await screen.findByText('9 of 13 calls are still missing.')).toBeInTheDocument();
    // The server sleeps in accept(): that is what it waits for.
    await userEvent.click(screen.getByRole('button', { name: 'Go to this step' }));
    const { timeline, selection } = useLaboratory.getState();
    expect(timeline.trace.items.find((event) => event.kind === 'call' && event.call.name === 'accept')).toMatchObject({
      callId: selection?.kind === 'call' ? selection.callId : null,
    });
  });

  it('passes a solution, and only then says so', async () => {
    show();
    const [solution] = useExercise.getState().exercise?.solutions ?? [];
    if (solution === undefined) throw new Error('no solution');
    exerciseActions.change(solution);
    expect(screen.queryByText(/Solved/)).toBeNull();
    await userEvent.click(await screen.findByRole('button', { name: 'Check' }));
    expect(await screen.findByText(/Solved/)).toBeInTheDocument();
    expect(useExercise.getState().progress['order-echo']?.passed).toBe(true);
  });

  it('gives three hints, then shows a solution, which does not pass for having solved it', async () => {
    show();
    for (const name of ['Hint', 'Next hint (2 of 3)', 'Next hint (3 of 3)', 'Show me']) {
      await userEvent.click(await screen.findByRole('button', { name }));
    }
    expect(await screen.findByText(/A solution is playing/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Check' }));
    expect(useExercise.getState().progress['order-echo']).toMatchObject({ hints: 3, shown: true, passed: false });
  });
});
