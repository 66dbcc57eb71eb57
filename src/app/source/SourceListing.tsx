import { memo, useLayoutEffect, useRef, useState } from 'react';
import type { Token } from '../../formats/cpp/tokens.ts';
import { useMessages } from '../i18n/index.ts';
import { variables } from '../stage/css-variables.ts';
import { useRowWindow } from '../stage/use-row-window.ts';
import { windowedRows } from '../stage/windowed-rows.tsx';
import type { LineState, ProcessSource } from './process-source.ts';
import { SourceChoice } from './SourceChoice.tsx';
import styles from './source-listing.module.css';

interface Props {
  readonly label: string;
  readonly source: ProcessSource;
}

/** Lines that a list shows at once, before it is known. */
const MOST_SEEN = 10;
/** A program of more lines than this is drawn where it is looked at. */
const WHOLE = 200;

/** A program's source. The line that runs is kept in view; the rest is a scroll away. */
export function SourceListing({ label, source }: Props) {
  const { lines, stateOf } = source;
  const inView = Math.max(0, source.inView);
  const scroller = useRef<HTMLOListElement>(null);
  const [seen, setSeen] = useState(MOST_SEEN);
  const around = Math.ceil(seen / 2);
  const { stretches, look, keyOf } = useRowWindow(scroller, {
    count: lines.length,
    first: 0,
    // At either end the list stands still, and shows as many lines on one side.
    inView: Math.max(0, Math.min(Math.max(inView, around), lines.length - 1 - around)),
    shows: `${inView} ${lines.length}`,
    whole: WHOLE,
    around,
  });
  const isWhole = lines.length <= WHOLE;

  // Scrolls the list alone: scrollIntoView would move the page as well.
  useLayoutEffect(() => {
    const list = scroller.current;
    const line = list?.querySelector('[data-in-view="true"]');
    if (!list || !(line instanceof HTMLElement)) return;
    // Whole lines above it, so that none is cut at the upper edge.
    const height = Number.parseFloat(getComputedStyle(list).lineHeight) || 1;
    const above = Math.max(0, Math.floor((list.clientHeight - line.offsetHeight) / 2 / height)) * height;
    setSeen(Math.ceil(list.clientHeight / height) || MOST_SEEN);
    list.scrollTop = line.offsetTop - above;
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another program scrolls anew
  }, [inView, lines.length]);

  const row = (index: number) => {
    const line = lines[index];
    if (!line) return null;
    return (
      <Line
        key={keyOf(index)}
        number={line.number}
        digits={Math.max(2, String(lines.length).length)}
        of={isWhole ? null : lines.length}
        tokens={line.tokens}
        inClass={line.inClass}
        inView={index === inView}
        {...stateOf(line)}
      />
    );
  };
  return (
    <div className={styles.source}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard */}
      <ol ref={scroller} className={styles.listing} aria-label={label} tabIndex={0} onScroll={look}>
        {windowedRows(lines.length, stretches, styles.gap, row)}
      </ol>
      <SourceChoice />
    </div>
  );
}

interface LineProps extends LineState {
  readonly number: number;
  /** As many as the last line's number has. */
  readonly digits: number;
  /** How many lines there are, where not all are drawn. */
  readonly of: number | null;
  readonly tokens: readonly Token[];
  /** It does what the line of main that runs asks for. */
  readonly inClass: boolean;
  readonly inView: boolean;
}

const Line = memo(function Line({ number, digits, of, tokens, inClass, mark, selected, inView }: LineProps) {
  const { source: t } = useMessages().stage;
  return (
    <li
      className={styles.line}
      data-mark={mark}
      data-selected={selected}
      data-in-view={inView}
      style={variables({ '--indent': `${indentOf(tokens) / 2}ch`, '--digits': digits })}
      aria-current={mark !== null && mark !== 'done' && !inClass ? 'step' : undefined}
      aria-setsize={of ?? undefined}
      aria-posinset={of === null ? undefined : number}
    >
      <span className={styles.number} aria-hidden="true">
        {String(number).padStart(digits)}
      </span>
      <code>
        {tokens.map(({ kind, text }, index) => {
          const shown = index === 0 ? text.trimStart() : text;
          // What is not coloured needs no element.
          if (kind === 'plain') return shown;
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a line's tokens never change places
            <span key={index} data-kind={kind}>
              {shown}
            </span>
          );
        })}
        {mark === 'blocked' && <span className="heard-only"> ({t.blocked})</span>}
        {mark === 'over' && <span className="heard-only"> ({t.over})</span>}
        {mark === 'now' && <span className="heard-only"> ({t.now})</span>}
      </code>
    </li>
  );
});

/** Leading blanks of a line, drawn at half their width: a column of the stage is narrow. */
const indentOf = ([first]: readonly Token[]): number => (first ? first.text.length - first.text.trimStart().length : 0);
