import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ClassView } from '../../../src/app/diagrams/ClassView.tsx';
import { loadMessages } from '../../../src/app/i18n/load.ts';
import { useView } from '../../../src/app/shell/view.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import type { Subject } from '../../../src/diagrams/shape.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { tiesOf } from '../../../src/diagrams/ties.ts';
import { worldAt } from '../../../src/engine/history/worlds.ts';
import { DEFAULT_SCRIPT } from '../../../src/lessons/scenarios/catalogue.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { afterReturn, runScript } from '../../support/stage.tsx';

const echo = runScript(DEFAULT_SCRIPT);
const en = await loadMessages('en');

function view(
  step: number,
  selected: Subject | null = null,
  onSelect: (subject: Subject | null) => void = () => undefined,
) {
  const { timeline, script } = echo;
  const trace = timeline.trace.items;
  return (
    <ClassView
      script={script}
      timeline={timeline}
      cursor={{ step, time: worldAt(timeline, step).now }}
      cast={castOf(timeline.recording.setting, trace)}
      classOf={socketClassesOf(script, trace)}
      ties={tiesOf(trace, selected)}
      onSelect={onSelect}
      goTo={null}
      messages={en.diagrams}
      measure={fixedMeasure}
      magnification={1}
    />
  );
}

const drawing = () => within(screen.getByRole('group', { name: 'Class diagram' }));

beforeEach(() => useView.setState({ choices: {} }));

describe('the class diagram on the screen', () => {
  it('is the client’s first, and the server’s when that is chosen', async () => {
    render(view(echo.timeline.steps.length));
    expect(
      drawing().getByRole('button', { name: /ClientSocket, connect\(to : Endpoint\) : int: called once/ }),
    ).toBeVisible();
    expect(drawing().queryByText('ServerSocket')).toBeNull();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Whose' }), 'server');
    expect(drawing().getByText('ServerSocket')).toBeVisible();
  });

  it('selects the calls of an operation, and is lit by one of them', async () => {
    const onSelect = vi.fn<(subject: Subject | null) => void>();
    const step = afterReturn(echo, 'C', 'send');
    const { rerender } = render(view(step, null, onSelect));
    await userEvent.click(drawing().getByRole('button', { name: /send\(data : string\)/ }));
    const [subject] = onSelect.mock.lastCall ?? [];
    if (subject?.kind !== 'calls') throw new Error('no operation was selected');
    expect(subject.id).toBe('operation C ClientSocket.send');
    const [call] = subject.calls;
    rerender(view(step, { kind: 'call', callId: call ?? -1 }));
    expect(drawing().getByRole('button', { name: /send\(data : string\)/ })).toHaveAttribute('data-lit', 'true');
    expect(drawing().getByRole('button', { name: /connect\(to/ })).not.toHaveAttribute('data-lit');
  });
});
