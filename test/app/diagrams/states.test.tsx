import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { StatesView } from '../../../src/app/diagrams/StatesView.tsx';
import { loadMessages } from '../../../src/app/i18n/load.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import type { Subject } from '../../../src/diagrams/shape.ts';
import { tiesOf } from '../../../src/diagrams/ties.ts';
import { worldAt } from '../../../src/engine/history/run.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

const runs = await scenarioRuns();
const echo = runs.find(({ id }) => id === 'echo')?.timeline as Timeline;
const [en, pt] = await Promise.all([loadMessages('en'), loadMessages('pt-BR')]);
const END = echo.steps.length;

function view(
  step: number,
  { messages = en, selection = null as Subject | null, onSelect = vi.fn<(subject: Subject | null) => void>() } = {},
) {
  return (
    <StatesView
      timeline={echo}
      cursor={{ step, time: worldAt(echo, step).now }}
      cast={castOf(echo.recording.setting)}
      ties={tiesOf(echo.trace.items, selection)}
      onSelect={onSelect}
      goTo={null}
      messages={messages.diagrams}
      measure={fixedMeasure}
      magnification={1}
    />
  );
}

const summary = (): string => screen.getByRole('region').querySelector('p')?.textContent ?? '';

describe('the state machine', () => {
  it('follows the newest change, shows the socket that is selected, and any that is chosen', async () => {
    const { rerender } = render(view(END));
    expect(summary()).toContain('c : Socket (client): it is in CLOSED after 6 transitions');
    rerender(view(END, { selection: { kind: 'socket', host: 'server', socket: 2 } }));
    expect(summary()).toContain('a : Socket (server): it is in CLOSED after 5 transitions');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Whose' }), 'server: s : ServerSocket');
    expect(summary()).toContain('s : ServerSocket (server)');
    rerender(view(0));
    expect(summary()).toContain('has not been made yet');
    rerender(view(4));
    expect(summary()).toContain('it is in LISTEN after 1 transition, and 2 ways lead on');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Whose' }), 'Newest change');
  });

  it('selects the call behind a transition by keyboard', async () => {
    const onSelect = vi.fn<(subject: Subject | null) => void>();
    render(view(END, { onSelect }));
    const connect = within(screen.getByRole('region')).getByRole('button', { name: /CLOSED, SYN-SENT.*connect/ });
    connect.focus();
    await userEvent.keyboard('{Enter}');
    expect(onSelect).toHaveBeenCalledWith({ kind: 'call', callId: 6 });
  });

  it('speaks Portuguese', () => {
    render(view(END, { messages: pt }));
    expect(screen.getByRole('region', { name: 'Máquina de estados' })).toBeVisible();
    expect(summary()).toContain('está em CLOSED depois de 6 transições');
  });
});
