import type { ReactNode } from 'react';
import type { PanelWords } from '../i18n/en/diagrams/panel.ts';
import { ExportButton } from './ExportButton.tsx';
import styles from './panel.module.css';
import { Tool } from './Tool.tsx';

interface Props {
  readonly title: string;
  readonly words: PanelWords;
  /** -1 smaller, 1 larger, 0 as it was at first. */
  readonly onZoom: (direction: -1 | 0 | 1) => void;
  /** Nothing was enlarged or reduced. */
  readonly fits: boolean;
  /** What `onZoom(0)` does. */
  readonly fitName: string;
  readonly asTable: boolean;
  readonly onTable: (asTable: boolean) => void;
  /** Goes to where the selected happened; null: nothing to go to. */
  readonly goTo: (() => void) | null;
  readonly finding: boolean;
  readonly onFind: (finding: boolean) => void;
  /** What can be chosen about the diagram. */
  readonly children?: ReactNode;
}

/** What can be done with a diagram: what it shows, search, place, table and zoom. Its title is on its tab. */
export function DiagramToolbar(props: Props) {
  const { title, words, onZoom, fits, fitName, asTable, onTable, goTo, finding, onFind, children } = props;
  const goToName = goTo === null ? words.selectToGo : words.goTo;
  return (
    <header className={styles.toolbar}>
      <h2 className="heard-only">{title}</h2>
      {children}
      <span className={styles.spring} />
      <Tool name={goToName} disabled={goTo === null} onClick={() => goTo?.()}>
        M9 2.5v3M9 12.5v3M2.5 9h3M12.5 9h3M9 4.8a4.2 4.2 0 1 0 .01 0M9 8.2a.8.8 0 1 0 .01 0
      </Tool>
      <Tool name={words.find} pressed={finding} onClick={() => onFind(!finding)}>
        M7.8 3a4.8 4.8 0 1 0 .01 0M11.4 11.4L15.5 15.5
      </Tool>
      <Tool name={words.table} pressed={asTable} onClick={() => onTable(!asTable)}>
        M2 3.5h14v11H2zM2 7.2h14M2 10.8h14M7 3.5v11
      </Tool>
      <ExportButton words={words} />
      <Tool name={words.zoomOut} onClick={() => onZoom(-1)}>
        M4 9h10
      </Tool>
      <Tool name={fitName} pressed={fits} onClick={() => onZoom(0)}>
        M2 3v12M16 3v12M5 9h8M7.5 6.5L5 9l2.5 2.5M10.5 6.5L13 9l-2.5 2.5
      </Tool>
      <Tool name={words.zoomIn} onClick={() => onZoom(1)}>
        M4 9h10M9 4v10
      </Tool>
    </header>
  );
}
