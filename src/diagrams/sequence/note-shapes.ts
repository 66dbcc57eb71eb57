import { LABEL, LINE } from '../fit-text.ts';
import type { Shape, Tone } from '../shape.ts';
import { type Drawing, grounded, type Instant } from './flight-shapes.ts';
import type { NoteEvent, Row } from './model.ts';

/** What happened to the network or a machine, as a note between the kernels of the two sides. */
export function noteShapes(
  row: Extract<Row, { kind: 'note' }>,
  number: number,
  drawing: Drawing,
  now: Instant,
): readonly Shape[] {
  const { columns, rows } = drawing;
  const lines = rows.lines(number);
  const common = { tone: toneOf(row.event), subject: null, step: now.stepOf(row.index) } as const;
  return lines.flatMap((text, index) =>
    grounded(
      {
        kind: 'text',
        ...common,
        key: `note:${row.index}:label${index}`,
        x: (columns.wire.left + columns.wire.right) / 2,
        y: rows.y(number) - 4 - LINE * (lines.length - 1 - index),
        text,
        size: LABEL,
        anchor: 'middle',
        font: 'sans',
        weight: 'bold',
        underline: false,
        turn: 0,
      },
      number,
      null,
      drawing,
    ),
  );
}

function toneOf(event: NoteEvent): Tone {
  switch (event.kind) {
    case 'power':
      return event.on ? 'success' : 'failure';
    case 'filter':
      return event.policy === null ? 'success' : 'failure';
    case 'link-changed':
      return event.rule === 'link-cut' ? 'failure' : event.rule === 'link-healed' ? 'success' : 'neutral';
    case 'icmp-arrived':
      return 'waiting';
  }
}
