import { useLayoutEffect, useRef } from 'react';
import { useMessages } from '../i18n/index.ts';
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
}

interface Props {
  readonly label: string;
  readonly lines: readonly SourceLine[];
}

/** A program's source. The line that runs is kept in view; the rest is a scroll away. */
export function SourceListing({ label, lines }: Props) {
  const { source: t } = useMessages().stage;
  const scroller = useRef<HTMLOListElement>(null);
  const current = lines.findIndex(({ mark }) => mark === 'now' || mark === 'blocked');
  const lastDone = lines.findLastIndex(({ mark }) => mark === 'done');
  const inView = current === -1 ? lastDone : current;

  // Scrolls the list alone: scrollIntoView would move the page as well.
  useLayoutEffect(() => {
    const list = scroller.current;
    const line = list?.children[Math.max(0, inView)];
    if (!list || !(line instanceof HTMLElement)) return;
    list.scrollTo({ top: line.offsetTop - list.clientHeight * 0.45, behavior: 'instant' });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another program scrolls anew
  }, [inView, lines.length]);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard
    <ol ref={scroller} className={styles.listing} aria-label={label} tabIndex={0}>
      {lines.map(({ number, tokens, mark }) => (
        <li
          key={number}
          className={styles.line}
          data-mark={mark}
          aria-current={mark === 'now' || mark === 'blocked' ? 'step' : undefined}
        >
          <span className={styles.number} aria-hidden="true">
            {number}
          </span>
          <code>
            {tokens.map((token, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a line's tokens never change places
              <span key={`${index} ${token.text}`} data-kind={token.kind}>
                {token.text}
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
