import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { Exercise, Piece } from '../../lessons/exercises/exercise.ts';
import { arrange } from '../stage/arrangement.ts';
import tones from '../stage/tones.module.css';
import { shuffled } from './draft.ts';
import { exerciseActions, useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import { stepText } from './step-text.ts';
import { useWords } from './use-words.ts';

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
  const board = useRef<HTMLOListElement>(null);
  const tray = shuffled(exercise.pieces, exercise.id).filter(({ id }) => !order.includes(id));
  const placed = order.flatMap((id) => exercise.pieces.find((piece) => piece.id === id) ?? []);
  const hosts = arrange(Object.keys(exercise.script.hosts));
  const hostOf = ({ step }: Piece) => hosts.find(({ name }) => name === exercise.script.processes[step.process]?.host);

  const put = (next: readonly string[], focused: string | null): void => {
    change({ kind: 'order', order: next });
    const piece = exercise.pieces.find(({ id }) => id === focused);
    const at = focused === null ? -1 : next.indexOf(focused);
    if (piece && at >= 0) {
      announce(t.order.place({ call: stepText(piece.step), of: piece.step.process, at: at + 1, count: next.length }));
    }
    // The row keeps the focus wherever it goes.
    requestAnimationFrame(() => {
      const row = board.current?.querySelector<HTMLElement>(`[data-piece="${focused ?? ''}"]`);
      if (focused !== null) row?.focus();
    });
  };
  const moveTo = (id: string, place: number): void => {
    const others = order.filter((each) => each !== id);
    const at = Math.max(0, Math.min(others.length, place));
    const next = [...others.slice(0, at), id, ...others.slice(at)];
    if (next.some((each, index) => each !== order[index])) put(next, id);
  };
  const remove = (id: string): void =>
    put(
      order.filter((each) => each !== id),
      null,
    );

  const onKey = (event: KeyboardEvent, id: string): void => {
    const at = order.indexOf(id);
    if (event.key === 'ArrowUp') moveTo(id, at - 1);
    else if (event.key === 'ArrowDown') moveTo(id, at + 1);
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onDrag = (event: PointerEvent<HTMLElement>, id: string): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const rows = [...(board.current?.querySelectorAll<HTMLElement>('[data-piece]') ?? [])];
    const above = rows.filter((row) => {
      const box = row.getBoundingClientRect();
      return row.dataset['piece'] !== id && box.top + box.height / 2 < event.clientY;
    });
    moveTo(id, above.length);
  };

  return (
    <>
      <h3>{t.order.tray}</h3>
      <ul className={styles.tray}>
        {tray.map((piece) => (
          <li key={piece.id} className={tones.tone} data-tone={hostOf(piece)?.tone ?? 'third'}>
            <button
              type="button"
              aria-label={`${piece.step.process}: ${t.order.pick(stepText(piece.step))}`}
              onClick={() => put([...order, piece.id], null)}
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
      <ol className={styles.board} ref={board} aria-labelledby="order-placed">
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
                className={styles.piece}
                data-piece={piece.id}
                aria-label={t.order.place({ call, of: piece.step.process, at: index + 1, count: placed.length })}
                onKeyDown={(event) => onKey(event, piece.id)}
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId);
                  event.currentTarget.focus();
                }}
                onPointerMove={(event) => onDrag(event, piece.id)}
              >
                <i>{piece.step.process}</i> <code>{call}</code>
              </button>
              <span className={styles.moves}>
                <button type="button" aria-label={t.order.up(call)} onClick={() => moveTo(piece.id, index - 1)}>
                  ↑
                </button>
                <button type="button" aria-label={t.order.down(call)} onClick={() => moveTo(piece.id, index + 1)}>
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
    </>
  );
}
