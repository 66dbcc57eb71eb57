import { BAR, type Columns } from './columns.ts';
import type { Fragment } from './fragments.ts';

/** The room that the operator needs above the first row. */
export const OPERATOR = 26;
/** From a program's bar, and from a kernel's lifeline, to the edge of a frame. */
const ASIDE = { program: 9, kernel: 4 };
/** From left to right; null where other lifelines stand between the program and its kernel, which are none of its business. */
export function frameOf({ host, actor }: Fragment, columns: Columns): readonly [number, number] | null {
  const program = columns.program(actor, host);
  const kernel = columns.kernel(host);
  if (!program || !kernel) return null;
  const between = Math.abs(columns.lifelines.indexOf(program) - columns.lifelines.indexOf(kernel));
  if (between !== 1) return null;
  return program.x < kernel.x
    ? [program.x - BAR - ASIDE.program, kernel.x + ASIDE.kernel]
    : [kernel.x - ASIDE.kernel, program.x + BAR + ASIDE.program];
}
