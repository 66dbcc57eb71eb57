import { LABEL } from '../fit-text.ts';
import type { Measure } from '../shape.ts';
import type { UseCaseId } from './catalogue.ts';
import type { Actor, UseCase, UseCaseModel } from './model.ts';
import type { UseCaseWords } from './words.ts';

/** The middle of an ellipse. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
}

export interface ActorSpot {
  readonly actor: Actor;
  readonly x: number;
  /** The middle of the stick figure's head. */
  readonly y: number;
  readonly lines: readonly string[];
}

/** Where everything stands, for a whole run. */
export interface Places {
  readonly width: number;
  readonly height: number;
  readonly boundary: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Half the width and height of every ellipse. */
  readonly rx: number;
  readonly ry: number;
  readonly spots: ReadonlyMap<UseCaseId, Spot>;
  readonly actors: readonly ActorSpot[];
}

const RY = 26;
/** From one ellipse to the next below it. */
const PITCH = 66;
/** From the end of a goal to where the lines from it to its parts become level, and from the keyword to the other end. */
export const KNEE = 24;
const BESIDE = 5;
const MARGIN = 4;
/** From the boundary to the ellipses: at its sides, below its name, and below the last. */
const INSET = { side: 13, top: 30, bottom: 26 };
/** From an actor's middle to the boundary. */
const REACH = 46;
/** From the head of a stick figure to its arms and its feet. */
export const FIGURE = { head: 9, arms: 17, hips: 35, feet: 54, wide: 15 } as const;

/** From one actor to the next below: figure, name and some room. */
const ACTOR = 130;

/** The note with the condition of an extension: from the line down to it, around its text, and from one line of text to the next. */
export const NOTE = { below: 7, side: 8, line: 16, fold: 7 } as const;

/** A condition on as many lines as it stands on, and the size of its note. */
export function noteSize(
  condition: string,
  measure: Measure,
): { readonly lines: readonly string[]; readonly width: number; readonly height: number } {
  const lines = inTwoLines(condition, measure);
  const widest = Math.max(...lines.map((line) => measure(line, LABEL, 'sans', 'normal')));
  return { lines, width: widest + 2 * NOTE.side, height: NOTE.line * lines.length + 6 };
}

/** The text on one line or two, as narrow as may be. */
export function inTwoLines(text: string, measure: Measure): readonly string[] {
  const words = text.split(' ');
  const width = (line: string): number => measure(line, LABEL, 'sans', 'normal');
  let best: readonly string[] = [text];
  for (let at = 1; at < words.length; at++) {
    const lines = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    if (Math.max(...lines.map(width)) < Math.max(...best.map(width))) best = lines;
  }
  return best;
}

/**
 * Two columns in the boundary, actors at its sides. A goal stands beside the actor whose goal it is, and its parts stand in the other column, in the
 * same order, so that no two of the lines between the columns cross.
 */
export function placesOf(
  model: UseCaseModel,
  words: UseCaseWords,
  hostLabel: (name: string) => string,
  measure: Measure,
): Places {
  const narrow = new Map([...model.byId.keys()].map((id) => [id, inTwoLines(words.names[id], measure)] as const));
  const widest = Math.max(
    ...[...narrow.values()].map((lines) => Math.max(...lines.map((line) => measure(line, LABEL, 'sans', 'normal')))),
  );
  // Two lines of text inscribed in an ellipse of this height.
  const rx = Math.ceil((widest / 2 + 3) / Math.sqrt(1 - (17 / RY) ** 2));
  const linesOf = (id: UseCaseId): readonly string[] =>
    measure(words.names[id], LABEL, 'sans', 'normal') <= widest ? [words.names[id]] : (narrow.get(id) ?? []);
  const keyword = Math.max(measure('«include»', LABEL, 'sans', 'normal'), measure('«extend»', LABEL, 'sans', 'normal'));
  const notes = model.relations.flatMap(({ part, kind }) => (kind === 'extend' ? (words.conditions[part] ?? []) : []));
  const gap = Math.ceil(KNEE + Math.max(keyword, ...notes.map((note) => noteSize(note, measure).width)) + 2 * BESIDE);
  const actorTexts = model.actors.map((actor) =>
    inTwoLines(words.actor(actor.kind, actor.hosts.map(hostLabel)), measure),
  );
  const half = (side: 'left' | 'right'): number =>
    Math.max(
      REACH / 2,
      ...model.actors.flatMap((actor, index) =>
        actor.side === side ? (actorTexts[index] ?? []).map((line) => measure(line, LABEL, 'sans', 'normal') / 2) : [],
      ),
    );
  const left = MARGIN + Math.ceil(half('left'));
  const boundary = {
    x: left + Math.max(REACH, Math.ceil(half('left')) + 6),
    y: MARGIN,
    width: 2 * INSET.side + 4 * rx + gap,
  };
  const columns = {
    left: boundary.x + INSET.side + rx,
    right: boundary.x + INSET.side + 3 * rx + gap,
  };
  const right = boundary.x + boundary.width + Math.max(REACH, Math.ceil(half('right')) + 6);

  const spots = new Map<UseCaseId, Spot>();
  let row = 0;
  for (const { side, goals, parts } of model.sections) {
    const rows = Math.max(goals.length, parts.length);
    const stand = (list: readonly UseCase[], at: readonly number[], column: number): void => {
      for (const [index, { id }] of list.entries()) {
        const y = boundary.y + INSET.top + RY + (row + (at[index] ?? 0)) * PITCH;
        spots.set(id, { x: column, y, lines: linesOf(id) });
      }
    };
    const partRows = spread(
      parts.map((_, index) => (index + 0.5) * (rows / parts.length) - 0.5),
      rows,
    );
    const wanted = goals.map(({ id }) => {
      const own = model.relations
        .filter(({ goal }) => goal === id)
        .map(({ part }) => parts.findIndex((each) => each.id === part));
      const at = own.flatMap((index) => partRows[index] ?? []);
      return at.length === 0 ? null : at.reduce((sum, each) => sum + each, 0) / at.length;
    });
    stand(parts, partRows, side === 'left' ? columns.right : columns.left);
    stand(goals, spread(wanted, rows), columns[side]);
    row += rows;
  }
  const height = INSET.top + (row - 1) * PITCH + 2 * RY + INSET.bottom;
  return {
    width: right + Math.ceil(half('right')) + MARGIN,
    height: boundary.y + height + MARGIN,
    boundary: { ...boundary, height },
    rx,
    ry: RY,
    spots,
    actors: apart(
      model.actors.map((actor, index): ActorSpot => {
        const lines = actorTexts[index] ?? [];
        const wide = Math.max(0, ...lines.map((line) => measure(line, LABEL, 'sans', 'normal') / 2));
        const ys = actor.acts.map((id) => spots.get(id)?.y ?? 0);
        const lowest = Math.max(height / 2, ...ys);
        const clear = FIGURE.wide + 5;
        const across = actor.side === 'left' ? columns.left - rx - left - clear : right - clear - columns.right - rx;
        // No line down to a use case may run through the name: where one would, the actor stands lower.
        let middle = ys.length === 0 ? height / 2 : (Math.min(...ys) + Math.max(...ys)) / 2;
        const cuts = (): boolean =>
          ys.some((y) => y > middle && clear + (across * (FIGURE.feet - FIGURE.arms + 6)) / (y - middle) < wide + 3);
        while (middle < lowest && cuts()) middle += 6;
        return {
          actor,
          x: actor.side === 'left' ? left : right,
          y: middle - FIGURE.arms,
          lines,
        };
      }),
    ),
  };
}

/** Rows near those that are wanted, in ascending order, at least one apart, and below `rows`; null: next to the one before. */
function spread(wanted: readonly (number | null)[], rows: number): readonly number[] {
  const at: number[] = [];
  for (const each of wanted) at.push(Math.max(each ?? 0, (at.at(-1) ?? -1) + 1));
  for (let index = at.length - 1, limit = rows - 1; index >= 0; index--, limit--) {
    limit = Math.min(limit, at[index] ?? limit);
    at[index] = limit;
  }
  return at;
}

/** Actors on the same side leave each other room for their names. */
function apart(actors: readonly ActorSpot[]): readonly ActorSpot[] {
  const lowest = { left: -Infinity, right: -Infinity };
  return actors
    .toSorted((a, b) => a.y - b.y)
    .map((spot) => {
      const y = Math.max(spot.y, lowest[spot.actor.side] + ACTOR);
      lowest[spot.actor.side] = y;
      return { ...spot, y };
    });
}
