import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { Exercise, Piece } from '../../lessons/exercises/exercise.ts';
import { arrange } from '../stage/arrangement.ts';
import tones from '../stage/tones.module.css';
import { shuffled } from './shuffled.ts';
import { exerciseActions, useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import pieces from './pieces.module.css';
import { stepText } from './step-text.ts';
import { useWords } from './use-words.ts';

/** So far a pointer may slip before it drags, in pixels. */
const SLIP = 5;

/**
 * The calls of an order exercise: a tray of shuffled ones, and a board on which each stands in its program's column, all
 * in one order from top to bottom. By mouse and finger (drag a row), by buttons, and by keyboard.
 */
export function OrderBoard({ exercise }: { readonly exercise: Exercise }) {
  const { t } = useWords();
  const draft = useExercise((exercising) => exercising.draft);
  const { change } = exerciseActions;
  const order = useMemo(() => (draft?.kind === 'order' ? draft.order : []), [draft]);
  const [announced, announce] = useState('');
  const work = useRef<HTMLDivElement>(null);
  const tray = shuffled(exercise.pieces, exercise.id).filter(({ id }) => !order.includes(id));
  const placed = order.flatMap((id) => exercise.pieces.find((piece) => piece.id === id) ?? []);
  const hosts = arrange(Object.keys(exercise.script.hosts));
  const hostOf = ({ step }: Piece) => hosts.find(({ name }) => name === exercise.script.processes[step.process]?.host);

  /** Writes the order; then the focus goes to what `focused` finds on the board or in the tray. */
  const put = (next: readonly string[], moved: string, focused: string): void => {
    change({ kind: 'order', order: next });
    const piece = exercise.pieces.find(({ id }) => id === moved);
    const at = next.indexOf(moved);
    if (piece) {
      const call = stepText(piece.step);
      const of = piece.step.process;
      announce(at < 0 ? `${of}: ${t.order.remove(call)}` : t.order.place({ call, of, at: at + 1, count: next.length }));
    }
    // With the mouse the focus stays where it is.
    if (focused === '' || !work.current?.contains(document.activeElement)) return;
    requestAnimationFrame(() => {
      const found = work.current?.querySelector<HTMLElement>(focused);
      found?.focus();
      found?.scrollIntoView({ block: 'nearest' });
    });
  };
  /** The order as it is by now, whatever was drawn when a pointer was pressed. */
  const current = (): readonly string[] => {
    const { draft: now } = useExercise.getState();
    return now?.kind === 'order' ? now.order : [];
  };
  const place = (id: string): void => {
    const at = tray.findIndex((piece) => piece.id === id);
    // The next one of the tray, so that one can place one after the other.
    const following = (tray[at + 1] ?? tray[at - 1])?.id;
    put([...order, id], id, following === undefined ? piecePath(id) : trayPath(following));
  };
  const moveTo = (id: string, place: number, focused = piecePath(id)): void => {
    const before = current();
    const others = before.filter((each) => each !== id);
    const at = Math.max(0, Math.min(others.length, place));
    const next = [...others.slice(0, at), id, ...others.slice(at)];
    if (next.some((each, index) => each !== before[index])) put(next, id, focused);
  };
  const remove = (id: string): void => {
    const at = order.indexOf(id);
    const following = order[at + 1] ?? order[at - 1];
    put(
      order.filter((each) => each !== id),
      id,
      following === undefined ? trayPath(id) : piecePath(following),
    );
  };

  const onKey = (event: KeyboardEvent, id: string): void => {
    const at = order.indexOf(id);
    if (event.key === 'ArrowUp') moveTo(id, at - 1);
    else if (event.key === 'ArrowDown') moveTo(id, at + 1);
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** A call comes to where the pointer is: from the tray as soon as that is over the board. */
  const dragTo = (id: string, y: number): void => {
    const board = work.current?.querySelector('ol');
    if (!board || (!current().includes(id) && y < board.getBoundingClientRect().top)) return;
    const above = [...board.querySelectorAll<HTMLElement>('[data-piece]')].filter((row) => {
      const box = row.getBoundingClientRect();
      return row.dataset['piece'] !== id && box.top + box.height / 2 < y;
    });
    moveTo(id, above.length, '');
  };
  const onPointerDown = ({ button, pointerId, clientX, clientY }: PointerEvent, id: string): void => {
    if (button !== 0) return;
    let isDragged = false;
    const released = new AbortController();
    const ours = (then: (event: globalThis.PointerEvent) => void) => (event: globalThis.PointerEvent) => {
      if (event.pointerId === pointerId) then(event);
    };
    const { signal } = released;
    // On the window: the row that was pressed is taken out of the page and put in again while it moves.
    globalThis.addEventListener(
      'pointermove',
      ours((event) => {
        isDragged ||= Math.hypot(event.clientX - clientX, event.clientY - clientY) > SLIP;
        if (isDragged) dragTo(id, event.clientY);
      }),
      { signal },
    );
    for (const end of ['pointerup', 'pointercancel'] as const)
      globalThis.addEventListener(
        end,
        ours(() => released.abort()),
        { signal },
      );
  };

  return (
    <div ref={work}>
      <h3>{t.order.tray}</h3>
      <ul className={pieces.tray}>
        {tray.map((piece) => (
          <li key={piece.id} className={tones.tone} data-tone={hostOf(piece)?.tone ?? 'third'}>
            <button
              type="button"
              aria-label={`${piece.step.process}: ${t.order.pick(stepText(piece.step))}`}
              data-tray={piece.id}
              onClick={() => place(piece.id)}
              // A finger scrolls here.
              onPointerDown={(event) => event.pointerType !== 'touch' && onPointerDown(event, piece.id)}
            >
              <i>{piece.step.process}</i> <code>{stepText(piece.step)}</code>
            </button>
          </li>
        ))}
      </ul>
      <h3 id="order-placed">{t.order.placed}</h3>
      {placed.length === 0 ? (
        <p className={styles.note}>{t.order.empty}</p>
      ) : (
        <p className={styles.note}>{t.order.keys}</p>
      )}
      <ol className={pieces.board} aria-labelledby="order-placed">
        {placed.map((piece, index) => {
          const call = stepText(piece.step);
          return (
            <li
              key={piece.id}
              className={tones.tone}
              data-tone={hostOf(piece)?.tone ?? 'third'}
              data-side={hostOf(piece)?.side}
            >
              <button
                type="button"
                className={pieces.piece}
                data-piece={piece.id}
                aria-label={t.order.place({ call, of: piece.step.process, at: index + 1, count: placed.length })}
                onKeyDown={(event) => onKey(event, piece.id)}
                onPointerDown={(event) => {
                  event.currentTarget.focus();
                  onPointerDown(event, piece.id);
                }}
              >
                <i>{piece.step.process}</i> <code>{call}</code>
              </button>
              <span className={pieces.moves}>
                <button
                  type="button"
                  data-move={`up ${piece.id}`}
                  aria-label={t.order.up(call)}
                  onClick={() => moveTo(piece.id, index - 1, movePath('up', piece.id))}
                >
                  ↑
                </button>
                <button
                  type="button"
                  data-move={`down ${piece.id}`}
                  aria-label={t.order.down(call)}
                  onClick={() => moveTo(piece.id, index + 1, movePath('down', piece.id))}
                >
                  ↓
                </button>
                <button type="button" aria-label={t.order.remove(call)} onClick={() => remove(piece.id)}>
                  ✕
                </button>
              </span>
            </li>
          );
        })}
      </ol>
      <output className="heard-only">{announced}</output>
    </div>
  );
}

const trayPath = (id: string): string => `[data-tray="${CSS.escape(id)}"]`;
const piecePath = (id: string): string => `[data-piece="${CSS.escape(id)}"]`;
const movePath = (way: 'up' | 'down', id: string): string => `[data-move="${CSS.escape(`${way} ${id}`)}"]`;
