import type { CallEvent, TraceEvent } from '../../engine/trace/event.ts';
import { type CallMatch, matchOf } from './call-matching.ts';
import type { CallReference, Constraint, Exercise, Piece } from './exercise.ts';
import type { Finding } from './verdict.ts';

type Called = { readonly index: number; readonly event: CallEvent };
type Watch = {
  readonly constraint: Pick<Constraint, 'id' | 'message' | 'wayOn'>;
  /** A call begins: whether that breaks the constraint. */
  readonly called?: (call: Called) => boolean;
  readonly returned?: (event: CallEvent & { readonly kind: 'return' }) => void;
  /** Everything is over: what is broken only by then. */
  readonly over?: () => boolean;
  readonly lacks?: () => Finding['lacks'];
};

/**
 * The constraints that a run breaks, in the order in which it did. `isOver` false: the run goes on, and what is still
 * missing may still come. A call counts when it enters the kernel; those of the start do not, only what was done after it.
 */
export function brokenConstraints(
  exercise: Pick<Exercise, 'kind' | 'script' | 'pieces' | 'constraints'>,
  trace: readonly TraceEvent[],
  pieceOf: (step: number) => Piece | undefined,
  isOver = true,
): readonly Finding[] {
  const watches = [
    ...exercise.constraints.map((constraint) => watch(constraint, (reference) => matchOf(reference, pieceOf))),
    ...exercise.pieces.flatMap((piece) => (piece.distractor ? [shun(piece, piece.distractor, pieceOf)] : [])),
  ];
  const start = exercise.kind === 'repair' ? 0 : exercise.script.steps.length;
  const found: Finding[] = [];
  const told = new Set<string>();
  const tell = ({ constraint, lacks }: Watch, call: Called | null): void => {
    if (told.has(constraint.id)) return;
    told.add(constraint.id);
    const lacking = call === null ? lacks?.() : undefined;
    found.push({
      id: constraint.id,
      index: call?.index ?? null,
      callId: call?.event.callId ?? null,
      message: constraint.message,
      wayOn: constraint.wayOn,
      ...(lacking && { lacks: lacking }),
    });
  };
  trace.forEach((event, index) => {
    if ((event.kind !== 'call' && event.kind !== 'return') || (event.step !== null && event.step < start)) return;
    if (event.kind === 'call') {
      for (const each of watches) if (each.called?.({ index, event })) tell(each, { index, event });
    } else for (const each of watches) each.returned?.(event);
  });
  if (isOver) for (const each of watches) if (each.over?.()) tell(each, null);
  return found;
}

function watch(constraint: Constraint, match: (reference: CallReference) => CallMatch): Watch {
  switch (constraint.kind) {
    case 'before': {
      const [first, second] = [match(constraint.first), match(constraint.second)];
      let seen = false;
      return {
        constraint,
        called({ event }) {
          const breaks = !seen && second(event);
          seen ||= first(event);
          return breaks;
        },
      };
    }
    case 'only-after': {
      const [first, second] = [match(constraint.first), match(constraint.second)];
      let succeeded = false;
      return {
        constraint,
        called: ({ event }) => !succeeded && second(event),
        returned(event) {
          succeeded ||= first(event) && event.result.errno === null && event.result.signal === null;
        },
      };
    }
    case 'never':
      return { constraint, called: ({ event }) => match(constraint.what)(event) };
    case 'exactly': {
      const what = match(constraint.what);
      let times = 0;
      return {
        constraint,
        called({ event }) {
          if (what(event)) times += 1;
          return times > constraint.times;
        },
        over: () => times < constraint.times,
      };
    }
    case 'each-once': {
      const counts = constraint.what.map((reference) => ({ is: match(reference), times: 0 }));
      return {
        constraint,
        called({ event }) {
          for (const count of counts) if (count.is(event)) count.times += 1;
          return counts.some(({ times }) => times > 1);
        },
        over: () => counts.some(({ times }) => times === 0),
        lacks: () => ({ missing: counts.filter(({ times }) => times === 0).length, of: counts.length }),
      };
    }
  }
}

/** A piece that does not belong there is a constraint of its own: never. */
const shun = (
  piece: Piece,
  { message, wayOn }: NonNullable<Piece['distractor']>,
  pieceOf: (step: number) => Piece | undefined,
): Watch => ({
  constraint: { id: piece.id, message, wayOn },
  called: ({ event }) => matchOf(piece.id, pieceOf)(event),
});
