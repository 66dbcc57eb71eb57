import { useState } from 'react';
import type { Timeline } from '../../engine/history/timeline.ts';
import { DETAILS, type Drawn, SPACINGS } from '../diagrams/drawn.ts';
import { unfoldedIn } from '../diagrams/use-unfolded.ts';
import type { ExportingMessages } from '../i18n/en/exporting.ts';
import controls from '../shell/controls.module.css';
import { type DiagramId, useView } from '../shell/view.ts';
import styles from './export.module.css';

/** Which long runs of messages are gathered: as the panel does, none, all. */
type Runs = 'shown' | 'unfolded' | 'folded';

interface Chosen extends Pick<Drawn, 'detail' | 'spacing'> {
  readonly runs: Runs;
}

interface Choosing {
  readonly chosen: Chosen;
  readonly drawn: Drawn;
  readonly onChoose: (chosen: Chosen) => void;
}

/** How the diagrams are drawn in the export: as their panels show them, until something else is chosen. */
export function useDrawn(timeline: Timeline): Choosing {
  const [shown] = useState(() => shownNow(timeline));
  const [chosen, onChoose] = useState<Chosen>({ detail: shown.detail, spacing: shown.spacing, runs: 'shown' });
  const [drawn, setDrawn] = useState(shown);
  return {
    chosen,
    drawn,
    onChoose: (next) => {
      onChoose(next);
      setDrawn({ detail: next.detail, spacing: next.spacing, ...runsOf(next.runs, shown) });
    },
  };
}

const runsOf = (runs: Runs, shown: Drawn): Pick<Drawn, 'unfolded' | 'open'> => {
  if (runs === 'shown') return { unfolded: shown.unfolded, open: shown.open };
  return runs === 'unfolded' ? { unfolded: 'all', open: 'all' } : { unfolded: [], open: [] };
};

/** What was chosen in the panels. */
function shownNow(timeline: Timeline): Drawn {
  const { choices } = useView.getState();
  return {
    detail: DETAILS.find((each) => each === choices['sequence-detail']) ?? 'segments',
    spacing: SPACINGS.find((each) => each === choices['sequence-spacing']) ?? 'rows',
    unfolded: unfoldedIn('sequence', timeline).map(Number),
    open: unfoldedIn('communication', timeline),
  };
}

interface Props extends Pick<Choosing, 'chosen' | 'onChoose'> {
  readonly diagram: DiagramId;
  readonly words: ExportingMessages;
}

/** Where a diagram can be drawn in several ways: which. */
export function DrawnChoice({ diagram, chosen, onChoose, words }: Props) {
  if (diagram !== 'sequence' && diagram !== 'communication') return null;
  const runs = (
    <Choice
      name={words.runs}
      value={chosen.runs}
      options={['shown', 'unfolded', 'folded']}
      words={words.runsNames}
      onChoose={(value) => onChoose({ ...chosen, runs: value })}
    />
  );
  if (diagram === 'communication') return runs;
  return (
    <>
      <Choice
        name={words.detail}
        value={chosen.detail}
        options={DETAILS}
        words={words.details}
        onChoose={(detail) => onChoose({ ...chosen, detail })}
      />
      <Choice
        name={words.spacing}
        value={chosen.spacing}
        options={SPACINGS}
        words={words.spacings}
        onChoose={(spacing) => onChoose({ ...chosen, spacing })}
      />
      {/* The other levels gather nothing. */}
      {chosen.detail === 'segments' && runs}
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly onChoose: (value: T) => void;
}

function Choice<T extends string>({ name, value, options, words, onChoose }: ChoiceProps<T>) {
  return (
    <label className={styles.choice}>
      {name}
      <select
        className={controls.select}
        value={value}
        onChange={({ target }) => onChoose(options.find((each) => each === target.value) ?? value)}
      >
        {options.map((each) => (
          <option key={each} value={each}>
            {words[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
