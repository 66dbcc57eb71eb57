import type { ReactNode } from 'react';
import type { DiagramsMessages } from '../i18n/en/diagrams.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import styles from './panel.module.css';

/** 1 fits the width; the diagram is laid out for it, and other zooms only enlarge or reduce. */
export type Zoom = number;

const ZOOMS: readonly Zoom[] = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];

export const nextZoom = (zoom: Zoom, direction: 1 | -1): Zoom =>
  ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, ZOOMS.indexOf(zoom) + direction))] ?? 1;

interface Props {
  readonly title: string;
  readonly words: DiagramsMessages['panel'];
  readonly zoom: Zoom;
  /** -1 smaller, 1 larger, 0 fit. */
  readonly onZoom: (direction: -1 | 0 | 1) => void;
  readonly asTable: boolean;
  readonly onTable: (asTable: boolean) => void;
  readonly children?: ReactNode;
}

/** Title of a diagram, what can be chosen about it, and its zoom. */
export function DiagramToolbar({ title, words, zoom, onZoom, asTable, onTable, children }: Props) {
  return (
    <header className={styles.toolbar}>
      <h2>{title}</h2>
      {children}
      <span className={styles.spring} />
      <QuietButton
        className={styles.tool}
        aria-pressed={asTable}
        title={words.table}
        aria-label={words.table}
        onClick={() => onTable(!asTable)}
      >
        <Glyph path="M2 3.5h14v11H2zM2 7.2h14M2 10.8h14M7 3.5v11" />
      </QuietButton>
      <QuietButton className={styles.tool} title={words.zoomOut} aria-label={words.zoomOut} onClick={() => onZoom(-1)}>
        <Glyph path="M4 9h10" />
      </QuietButton>
      <QuietButton
        className={styles.tool}
        aria-pressed={zoom === 1}
        title={words.fit}
        aria-label={words.fit}
        onClick={() => onZoom(0)}
      >
        <Glyph path="M2 3v12M16 3v12M5 9h8M7.5 6.5L5 9l2.5 2.5M10.5 6.5L13 9l-2.5 2.5" />
      </QuietButton>
      <QuietButton className={styles.tool} title={words.zoomIn} aria-label={words.zoomIn} onClick={() => onZoom(1)}>
        <Glyph path="M4 9h10M9 4v10" />
      </QuietButton>
    </header>
  );
}

const Glyph = ({ path }: { readonly path: string }) => (
  <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
    <path d={path} fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
);
