import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../src/app/App.tsx';
import { viewActions } from '../../../src/app/shell/view.ts';
import { actions, useLaboratory } from '../../../src/app/store/laboratory.ts';
import { stopsOf } from '../../../src/engine/history/stops.ts';

// Less motion: a press is where it leads at once.
beforeEach(() => {
  vi.spyOn(globalThis, 'matchMedia').mockImplementation(
    (query) => ({ matches: query.includes('reduce'), addEventListener() {}, removeEventListener() {} }) as never,
  );
});
afterEach(() => {
  vi.restoreAllMocks();
  actions.toStart();
  actions.setGranularity('call');
  viewActions.present(null);
  viewActions.setHelpOpen(false);
});

const steps = (): number => useLaboratory.getState().timeline.steps.length;
const step = (): number => useLaboratory.getState().cursor.step;
const stop = (index: number): number => stopsOf(useLaboratory.getState().timeline, 'call').at(index) ?? 0;

async function open() {
  render(<App />);
  await screen.findByRole('button', { name: 'Step forward' });
  await vi.waitUntil(() => useLaboratory.getState().timeline.end !== 'not-run');
  return userEvent.setup();
}

describe('the transport', () => {
  it('has every control by its name', async () => {
    await open();
    for (const name of ['Go to start', 'Step back', 'Play', 'Step forward', 'Go to end', 'Next interesting event']) {
      expect(screen.getByRole('button', { name })).toBeVisible();
    }
    expect(screen.getByRole('slider', { name: 'Timeline' })).toHaveAttribute(
      'aria-valuetext',
      `Step 0 of ${steps()}, 0 ms`,
    );
    const stepBy = screen.getByRole('radiogroup', { name: 'Step by' });
    expect(
      within(stepBy)
        .getAllByRole('radio')
        .map((radio) => radio.parentElement?.textContent),
    ).toEqual(['Call', 'Segment', 'Event']);
    expect(within(stepBy).getByRole('radio', { name: 'Call' })).toBeChecked();
    expect(screen.getByRole('combobox', { name: 'Speed' })).toHaveValue('1');
    expect(screen.getByRole('combobox', { name: 'Scenario' })).toHaveValue('echo');
    expect(screen.getByRole('combobox', { name: 'Language' })).toHaveValue('en');
  });

  it('steps, and the slider and the sentence follow', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Step forward' }));
    expect(step()).toBe(stop(1));
    expect(screen.getByRole('slider', { name: 'Timeline' })).toHaveValue(String(stop(1)));
    const sentence = screen.getByRole('status', { name: 'What happened' });
    expect(await within(sentence).findByText(/socket\(\) returned/)).toBeVisible();
    expect(within(sentence).getByRole('link', { name: /socket\(2\)/ })).toHaveAttribute('rel', 'noreferrer');
  });

  it('a click leaves the focus where the keys work', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Step forward' }));
    expect(document.activeElement).toBe(document.body);
    await user.click(screen.getByRole('radio', { name: 'Event' }));
    expect(document.activeElement).toBe(document.body);
    await user.keyboard('{ArrowRight}');
    expect(step()).toBe(stop(1) + 1);
  });

  it('at the start says that there is nothing before, without losing the button', async () => {
    await open();
    expect(screen.getByRole('button', { name: 'Step back' })).toHaveAttribute('aria-disabled', 'true');
  });
});

describe('the keys', () => {
  it('walk the run from start to end and back', async () => {
    const user = await open();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(step()).toBe(stop(2));
    await user.keyboard('{ArrowLeft}');
    expect(step()).toBe(stop(1));
    await user.keyboard('{End}');
    expect(step()).toBe(steps());
    await user.keyboard('{Home}');
    expect(step()).toBe(0);
    await user.keyboard('{PageDown}{PageDown}{PageUp}');
    expect(step()).toBe(stop(1));
  });

  it('work on the slider too, by the chosen step', async () => {
    const user = await open();
    screen.getByRole('slider', { name: 'Timeline' }).focus();
    await user.keyboard('{ArrowRight}');
    expect(step()).toBe(stop(1));
  });

  it('Space on a focused button presses it once and does not play', async () => {
    const user = await open();
    screen.getByRole('button', { name: 'Step forward' }).focus();
    await user.keyboard(' ');
    expect(step()).toBe(stop(1));
    expect(useLaboratory.getState().playing).toBe(false);
  });

  it('Space plays and pauses', async () => {
    const user = await open();
    await user.keyboard(' ');
    expect(screen.getByRole('button', { name: 'Pause' })).toBeVisible();
    await user.keyboard(' ');
    expect(screen.getByRole('button', { name: 'Play' })).toBeVisible();
  });

  it('? lists them all, and closes again', async () => {
    const user = await open();
    await user.keyboard('?');
    const list = await screen.findByRole('dialog', { name: 'Keys' });
    expect(within(list).getByText('Play or pause')).toBeVisible();
    const keysFor = (what: RegExp) => within(list).getByText(what).previousElementSibling;
    expect(keysFor(/^Reach every control/)).toHaveTextContent('Tab');
    expect(keysFor(/^Walk through the calls/)).toHaveTextContent('↑ or ↓');
    expect(keysFor(/open its arguments/)).toHaveTextContent('Enter');
    expect(keysFor(/make it at once/)).toHaveTextContent('Shift + press or Shift + Enter');
    await user.keyboard('{ArrowRight}');
    expect(step()).toBe(0);
    await user.keyboard('?');
    expect(screen.queryByRole('dialog', { name: 'Keys' })).toBeNull();
  });

  it('P presents, a clicker goes on, Escape leaves', async () => {
    const user = await open();
    await user.keyboard('p');
    expect(await screen.findByRole('main', { name: 'Presenting' })).toBeVisible();
    expect(screen.queryByRole('combobox', { name: 'Scenario' })).toBeNull();
    await user.keyboard('{PageDown}');
    expect(step()).toBe(stop(1));
    expect(
      await within(screen.getByRole('status', { name: 'What happened' })).findByText(/socket\(\) returned/),
    ).toBeVisible();
    await user.keyboard('{Escape}');
    expect(screen.getByRole('combobox', { name: 'Scenario' })).toBeVisible();
  });

  it('D changes the theme, and it is remembered', async () => {
    const user = await open();
    await user.keyboard('d');
    expect(document.documentElement).toHaveAttribute('data-theme', 'dark');
    expect(localStorage.getItem('socketscope.theme')).toBe('dark');
    await user.keyboard('d');
    expect(document.documentElement).toHaveAttribute('data-theme', 'light');
  });
});

describe('the language', () => {
  it('changes everything, the sentence too, and keeps the place', async () => {
    const user = await open();
    await user.keyboard('{ArrowRight}');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Language' }), 'pt-BR');
    expect(await screen.findByRole('button', { name: 'Passo à frente' })).toBeVisible();
    expect(
      await within(screen.getByRole('status', { name: 'O que aconteceu' })).findByText(/retornou o descritor/),
    ).toBeVisible();
    expect(screen.getByRole('combobox', { name: 'Cenário' })).toHaveDisplayValue('Eco: as oito chamadas');
    expect(step()).toBe(stop(1));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Idioma' }), 'en');
    expect(await screen.findByRole('button', { name: 'Step forward' })).toBeVisible();
  });
});

describe('acting in the past', () => {
  it('is said, with the way back', async () => {
    const user = await open();
    const future = steps() - 7;
    act(() => {
      actions.seek(7);
      actions.act({ kind: 'call', process: 'C', call: { name: 'close', fd: 9 }, names: { fd: null, as: null } });
    });
    expect(
      screen.getByText(
        `You changed the past at step 7. What came after it (${future} events) is kept: Undo brings it back.`,
      ),
    ).toBeVisible();
    await user.keyboard('{Control>}z{/Control}');
    expect(screen.queryByText(/You changed the past/)).toBeNull();
    expect(step()).toBe(7);
  });
});
