import { useLayoutEffect, useRef } from 'react';
import { useMessages } from '../i18n/index.ts';
import { variables } from '../stage/css-variables.ts';
import styles from './source-listing.module.css';

/** What a line of source is doing at the cursor. */
export type SourceMark = 'done' | 'now' | 'blocked';

export interface SourceToken {
  /** What the theme colours: `keyword`, `type`, `function`, `string`, `number`, `comment`; others stay plain. */
  readonly kind: string;
  readonly text: string;
}

export interface SourceLine {
  /** From 1, as in the file. */
  readonly number: number;
  readonly tokens: readonly SourceToken[];
  readonly mark: SourceMark | null;
  /** A call is made on it. */
  readonly isCall: boolean;
  /** The call made on it is what the user points at. */
  readonly selected: boolean;
}

interface Props {
  readonly label: string;
  readonly lines: readonly SourceLine[];
}

/** A program's source. The line that runs is kept in view; the rest is a scroll away. */
export function SourceListing({ label, lines }: Props) {
  const { source: t } = useMessages().stage;
  const scroller = useRef<HTMLOListElement>(null);
  const selected = lines.findIndex((line) => line.selected);
  const current = selected !== -1 ? selected : lines.findIndex(({ mark }) => mark === 'now' || mark === 'blocked');
  const lastDone = lines.findLastIndex(({ mark }) => mark === 'done');
  // Before the first call, the place where it will be.
  const inView = current !== -1 ? current : lastDone !== -1 ? lastDone : lines.findIndex(({ isCall }) => isCall);

  // Scrolls the list alone: scrollIntoView would move the page as well.
  useLayoutEffect(() => {
    const list = scroller.current;
    const line = list?.children[Math.max(0, inView)];
    if (!list || !(line instanceof HTMLElement)) return;
    // Whole lines above it, so that none is cut at the upper edge.
    const height = Number.parseFloat(getComputedStyle(list).lineHeight) || 1;
    const above = Math.max(0, Math.floor((list.clientHeight - line.offsetHeight) / 2 / height)) * height;
    list.scrollTop = line.offsetTop - above;
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another program scrolls anew
  }, [inView, lines.length]);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard
    <ol ref={scroller} className={styles.listing} aria-label={label} tabIndex={0}>
      {lines.map(({ number, tokens, mark, selected }) => (
        <li
          key={number}
          className={styles.line}
          data-mark={mark}
          data-selected={selected}
          aria-current={mark === 'now' || mark === 'blocked' ? 'step' : undefined}
        >
          <span className={styles.number} aria-hidden="true">
            {number}
          </span>
          <code style={variables({ '--indent': `${indentOf(tokens) / 2}ch` })}>
            {tokens.map((token, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a line's tokens never change places
              <span key={`${index} ${token.text}`} data-kind={token.kind}>
                {index === 0 ? token.text.trimStart() : token.text}
              </span>
            ))}
            {mark === 'blocked' && <span className="heard-only"> ({t.blocked})</span>}
            {mark === 'now' && <span className="heard-only"> ({t.now})</span>}
          </code>
        </li>
      ))}
    </ol>
  );
}

/** Leading blanks of a line, drawn at half their width: a column of the stage is narrow. */
const indentOf = ([first]: readonly SourceToken[]): number =>
  first ? first.text.length - first.text.trimStart().length : 0;
