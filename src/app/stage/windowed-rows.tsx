import type { ReactNode } from 'react';
import { variables } from './css-variables.ts';
import type { Stretch } from './row-window.ts';

/**
 * The rows of a list of `count` that are drawn, and gaps as high as those that are not. `gap` is a class that makes an
 * element as high as `--rows` rows.
 */
export function windowedRows(
  count: number,
  stretches: readonly Stretch[],
  gap: string | undefined,
  row: (index: number) => ReactNode,
): readonly ReactNode[] {
  // One flat list: a row stays the same element when the stretch that it is in becomes another.
  const children: ReactNode[] = [];
  let end = 0;
  let gaps = 0;
  const leave = (rows: number): void => {
    if (rows <= 0) return;
    const style = variables({ '--rows': rows });
    children.push(<li key={`gap ${gaps++}`} className={gap} aria-hidden="true" style={style} />);
  };
  for (const { from, to } of stretches) {
    leave(from - end);
    for (let index = from; index < to; index++) children.push(row(index));
    end = to;
  }
  leave(count - end);
  return children;
}
