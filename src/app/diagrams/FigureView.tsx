import { memo, useCallback, type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { FigureLayout, FigureTable, Region } from '../../diagrams/figure.ts';
import { extentOf } from '../../diagrams/extent.ts';
import type { Shape } from '../../diagrams/shape.ts';
import { isLit, type Ties } from '../../diagrams/ties.ts';
import { prefersReducedMotion } from '../store/reduced-motion.ts';
import { DiagramTable } from './DiagramTable.tsx';
import { DiagramToolbar } from './DiagramToolbar.tsx';
import { FindBar } from './FindBar.tsx';
import { AFTER, BESIDE, nearest } from './in-sight.ts';
import type { Moment } from './moment.ts';
import styles from './panel.module.css';
import { SvgScene } from './SvgScene.tsx';
import type { DiagramGiven } from './use-diagram.ts';
import { useFind } from './use-find.ts';
import { useViewport } from './use-viewport.ts';
import { useZoom } from './use-zoom.ts';

/** The room that a diagram has at its usual size, in user units; it may need more. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

export interface FigureViewProps
  extends Pick<DiagramGiven, 'ties' | 'onSelect' | 'goTo' | 'messages' | 'magnification'> {
  /** The name of the panel and of the drawing, e.g. 'Activity diagram'. */
  readonly title: string;
  /** The layout for a room; the same function as long as it is the same picture. A fixed figure takes no notice of the room. */
  readonly layOut: (room: Room) => FigureLayout;
  readonly table: FigureTable;
  /** What can be pressed in the picture beside the rows of the table: names by the keys of shapes. */
  readonly buttons?: ReadonlyMap<string, string>;
  readonly moment: Moment;
  /** What can be chosen about the diagram: stands in its toolbar. */
  readonly children?: ReactNode;
}

/** A picture smaller than its place is enlarged so far at most. */
const LARGEST = 1.4;
/** At least this much larger than usual on a projector: text of 20 pixels. */
const LEAST_PROJECTED = 20 / 14;

const isText = (shape: Shape): shape is Extract<Shape, { readonly kind: 'text' }> => shape.kind === 'text';
const wordsOf = ({ text }: { readonly text: string }): string => text;

/** Any diagram that is laid out as a whole: drawn, searched, enlarged, moved, read as a table. */
export const FigureView = memo(function FigureView(props: FigureViewProps) {
  const { title, layOut, table, moment, buttons, ties, onSelect, goTo, messages, magnification, children } = props;
  const words = messages.panel;
  const [asTable, setAsTable] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const viewport = useViewport(scroller);
  const { zoom, set, byButton } = useZoom(scroller);

  const usual = viewport.textScale * (magnification === 1 ? 1 : LEAST_PROJECTED);
  const layout = useMemo(
    () => layOut({ width: viewport.width / usual, height: viewport.height / usual }),
    [layOut, viewport, usual],
  );
  const whole = Math.min(viewport.width / layout.width, viewport.height / layout.height);
  // As large as its place allows, but not so small that its text is below the usual size.
  const fitted = Math.max(usual, Math.min(whole, viewport.textScale * magnification * LARGEST));
  const scale = fitted * zoom;
  const picture = useMemo(() => layout.draw(moment), [layout, moment]);
  const names = useMemo(
    () => new Map([...(buttons ?? []), ...table.rows.map(({ key, cells }) => [key, sentenceOf(cells)] as const)]),
    [table, buttons],
  );
  const text = useCallback(
    () => ({ ...table, left: table.left === 0 ? null : words.earlierRows(table.left) }),
    [table, words],
  );
  const texts = useMemo(() => picture.shapes.filter(isText), [picture]);
  const find = useFind(texts, wordsOf);
  const found = find.current;
  const focus = layout.focus(moment);
  const head = layout.heads?.height ?? 0;
  useInSight(scroller, focus, scale, head);
  useFromTheBeginning(scroller, focus === null);
  useInSight(scroller, found === null ? null : around(found), scale, head);
  const lit = useMemo(() => (viewport.pending ? [] : litIn(picture.shapes, ties)), [viewport.pending, picture, ties]);
  useLitInSight(scroller, lit, scale, head);

  const onZoom = (direction: -1 | 0 | 1): void => {
    if (direction === 0) set(zoom === 1 && whole < fitted ? whole / fitted : 1);
    else byButton(direction);
  };
  return (
    <section className={styles.panel} aria-label={title}>
      <DiagramToolbar
        title={title}
        words={words}
        onZoom={onZoom}
        fits={zoom === 1}
        fitName={zoom === 1 && whole < fitted ? words.fitWhole : words.fit}
        asTable={asTable}
        onTable={setAsTable}
        goTo={goTo}
        finding={find.open}
        onFind={find.setOpen}
      >
        {children}
      </DiagramToolbar>
      {find.open && !asTable && (
        <FindBar
          words={words}
          query={find.query}
          onQuery={find.setQuery}
          of={find.hits.length}
          at={find.at}
          onMove={find.move}
          onClose={() => find.setOpen(false)}
        />
      )}
      <div
        className={styles.scroller}
        data-pans=""
        ref={scroller}
        hidden={asTable}
        // What scrolls has to be reachable by keyboard, also where nothing in it can be gone to.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={names.size === 0 ? 0 : undefined}
      >
        <div className={styles.figure} style={{ width: layout.width * scale, height: layout.height * scale }}>
          {layout.heads && (
            // It stands over the same in the picture, and takes no room.
            <div className={styles.heads} style={{ marginBottom: -layout.heads.height * scale }}>
              <SvgScene picture={layout.heads} scale={scale} step={0} ties={ties} onSelect={onSelect} />
            </div>
          )}
          <SvgScene
            picture={picture}
            height={layout.height}
            scale={scale}
            step={moment.step}
            ties={ties}
            onSelect={onSelect}
            names={names}
            label={title}
            found={found?.key ?? null}
          />
        </div>
      </div>
      <DiagramTable shown={asTable} text={text} selection={ties.subject} onSelect={onSelect} />
    </section>
  );
});

/** A row of the table as the name of its shape: the last cell says what the others are about. */
function sentenceOf(cells: readonly string[]): string {
  const about = cells.slice(0, -1).filter((cell) => cell !== '');
  return [about.join(', '), ...cells.slice(-1)].filter((part) => part !== '').join(': ');
}

/** Where a text is, roughly. */
const around = ({ x, y, size, text }: Extract<Shape, { readonly kind: 'text' }>): Region => ({
  left: x - size * text.length * 0.3,
  right: x + size * text.length * 0.6,
  top: y - size,
  bottom: y,
});

const regionOf = (shape: Shape): Region => {
  const [[left, right], [top, bottom]] = [extentOf(shape, 'x'), extentOf(shape, 'y')];
  return { left, right, top, bottom };
};

/** What belongs to a selected message or call; of a socket or a process nearly everything would. */
function litIn(shapes: readonly Shape[], ties: Ties): readonly Shape[] {
  const kind = ties.subject?.kind;
  if (kind === undefined || kind === 'socket' || kind === 'process') return [];
  return shapes.filter(({ subject }) => isLit(ties, subject));
}

/** Keeps in sight what is seen of a new selection, or else the first of it: it may have been selected in another diagram. `head`: what covers the top. */
function useLitInSight(ref: RefObject<HTMLElement | null>, lit: readonly Shape[], scale: number, head: number): void {
  const first = lit[0]?.key;
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || first === undefined) return;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = element;
    const isSeen = ({ left, right, top, bottom }: Region): boolean =>
      left * scale < scrollLeft + clientWidth &&
      right * scale > scrollLeft &&
      top * scale < scrollTop + clientHeight &&
      bottom * scale > scrollTop + head * scale;
    const regions = lit.map(regionOf);
    const shown = regions.find(isSeen) ?? regions[0];
    if (!shown) return;
    // Also where it is seen: it may be on the way out, to where the cursor is.
    const { left, right, top, bottom } = shown;
    element.scrollTo({
      left: nearest(scrollLeft, clientWidth, left * scale, right * scale, BESIDE),
      top: nearest(scrollTop, clientHeight, (top - head) * scale, bottom * scale, AFTER),
      behavior: prefersReducedMotion() ? 'instant' : 'smooth',
    });
    // Whoever scrolls away from it is left alone: only another selection, or another picture of it, counts.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ref, first, scale, head]);
}

/** Scrolls, no farther than it must, so that a region is seen whenever it is another. */
function useInSight(ref: RefObject<HTMLElement | null>, region: Region | null, scale: number, head: number): void {
  const { left = 0, top = 0, right = 0, bottom = 0 } = region ?? {};
  const wanted = region !== null;
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || !wanted) return;
    element.scrollTo({
      left: nearest(element.scrollLeft, element.clientWidth, left * scale, right * scale, BESIDE),
      top: nearest(element.scrollTop, element.clientHeight, (top - head) * scale, bottom * scale, AFTER),
      behavior: prefersReducedMotion() ? 'instant' : 'smooth',
    });
  }, [ref, wanted, left, top, right, bottom, scale, head]);
}

/** Where nothing is to be kept in sight, as before the run, the beginning is. */
function useFromTheBeginning(ref: RefObject<HTMLElement | null>, free: boolean): void {
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || !free) return;
    element.scrollLeft = 0;
    element.scrollTop = 0;
  }, [ref, free]);
}
