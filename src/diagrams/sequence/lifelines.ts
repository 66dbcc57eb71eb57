import { processOfActor } from '../cast.ts';
import type { Shape } from '../shape.ts';
import type { Lifeline } from './columns.ts';
import type { Instant } from './flight-shapes.ts';
import type { SequenceModel } from './model.ts';
import type { Rows } from './rows.ts';

/** From where to where a lifeline goes. */
type Life = readonly [top: number, bottom: number];

/** A kernel is there for ever; a program from its beginning to its end, and again from where its machine has its power back. */
export function livesOf(line: Lifeline, model: SequenceModel, now: Instant, rows: Rows): readonly Life[] {
  if (line.process === null) return [[0, Number.POSITIVE_INFINITY]];
  const { begun, ended, powered } = eventsOf(model);
  // What was begun by another is begun again only when that does so again.
  const starts = begun.get(`${line.host} ${line.process}`) ?? [-1, ...(powered.get(line.host) ?? [])];
  const ends = ended.get(`${line.host} ${processOfActor(line.process)}`) ?? [];
  const lives: Life[] = [];
  let over = Number.NEGATIVE_INFINITY;
  for (const start of starts) {
    if (start >= now.rows || start < over) continue;
    over = ends.find((end) => end > start && end < now.rows) ?? Number.POSITIVE_INFINITY;
    lives.push([start < 0 ? 0 : rows.y(start), Number.isFinite(over) ? rows.y(over) : over]);
  }
  return lives;
}

/** The row in which a program begins that was not there from the beginning. */
export const bornIn = (line: Lifeline, model: SequenceModel): number | undefined =>
  eventsOf(model).begun.get(`${line.host} ${line.process}`)?.[0];

/** Rows in ascending order. */
interface Events {
  /** How many rows of the model were looked at. */
  read: number;
  /** Where each process or thread began that was not there from the beginning. */
  readonly begun: Map<string, number[]>;
  /** Where each process ended. */
  readonly ended: Map<string, number[]>;
  /** Where a machine had its power back: it runs its programs anew. */
  readonly powered: Map<string, number[]>;
}

const known = new WeakMap<SequenceModel, Events>();

/** A model only ever grows, so what was read once is not read again. */
function eventsOf(model: SequenceModel): Events {
  const events = known.get(model) ?? { read: 0, begun: new Map(), ended: new Map(), powered: new Map() };
  known.set(model, events);
  const note = (map: Map<string, number[]>, key: string, row: number): unknown =>
    map.get(key)?.push(row) ?? map.set(key, [row]);
  for (; events.read < model.rows.length; events.read++) {
    const row = model.rows[events.read];
    if (row?.kind === 'begun') note(events.begun, `${row.event.host} ${row.actor}`, events.read);
    else if (row?.kind === 'ended') note(events.ended, `${row.event.host} ${row.event.process}`, events.read);
    else if (row?.kind === 'note' && row.event.kind === 'power' && row.event.on) {
      note(events.powered, row.event.host, events.read);
    }
  }
  return events;
}

/** The dashes keep their place while the window moves. */
const DASH = 10;

export const lifelineShapes = (
  line: Lifeline,
  window: { readonly top: number; readonly bottom: number },
  lives: readonly Life[],
): readonly Shape[] =>
  lives.flatMap(([start, end], index): readonly Shape[] => {
    if (start > window.bottom) return [];
    const top = Math.max(start, Math.floor(window.top / DASH) * DASH);
    return [
      {
        kind: 'line',
        key: index === 0 ? line.key : `${line.key}:${index}`,
        tone: 'faint',
        subject: null,
        step: 0,
        points: [
          { x: line.x, y: top },
          { x: line.x, y: Math.max(top, Math.min(end, window.bottom)) },
        ],
        dashed: true,
        start: 'none',
        end: 'none',
        weight: 1,
      },
    ];
  });
