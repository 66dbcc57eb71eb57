import { type RefObject, useEffect, useState } from 'react';
import type { ExerciseKind } from '../../../lessons/exercises/exercise.ts';
import { faultsOf, type FaultPlace } from '../../../lessons/authoring/authored-faults.ts';
import { useBench } from './bench.ts';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';

/** A part of the workshop. */
export type PartName =
  | 'texts'
  | 'calls'
  | 'programs'
  | 'questions'
  | 'diagnosis'
  | 'goals'
  | 'rules'
  | 'distractors'
  | 'wrong'
  | 'trial';

/** What an author of this kind has to do, from the top of the workshop to its end. */
const PARTS: Readonly<Record<ExerciseKind, readonly PartName[]>> = {
  order: ['texts', 'calls', 'goals', 'rules', 'distractors', 'wrong', 'trial'],
  drive: ['texts', 'calls', 'goals', 'rules', 'wrong', 'trial'],
  break: ['texts', 'calls', 'goals', 'wrong', 'trial'],
  repair: ['texts', 'calls', 'programs', 'goals', 'wrong', 'trial'],
  predict: ['texts', 'calls', 'questions', 'trial'],
  diagnose: ['texts', 'calls', 'diagnosis', 'trial'],
};

/** In which part something that is missing is to be put right. */
function partOf(place: FaultPlace): PartName {
  if (place === 'title' || place === 'minutes') return 'texts';
  if (place === 'mended') return 'programs';
  if (place === 'calls' || place === 'goals' || place === 'rules' || place === 'questions') return place;
  return 'diagnosis';
}

/** Where a part begins. */
export const partId = (part: PartName): string => `workshop-part-${part}`;

/** Parts that may stay empty: nothing is missing in them, and nothing is done. */
const OPTIONAL: ReadonlySet<PartName> = new Set<PartName>(['distractors', 'wrong']);

interface Props {
  /** What scrolls. */
  readonly body: RefObject<HTMLElement | null>;
  /** What came of the trial; null: something is missing before it can be tried. */
  readonly holds: boolean | null;
}

/** The parts of the workshop, what is done and what is missing in each, and a way to each. */
export function Parts({ body, holds }: Props) {
  const { w } = useWorkshopWords();
  const { authored } = useBench();
  const [current, setCurrent] = useState<PartName>('texts');
  const parts = PARTS[authored.kind];
  const lacking = new Set(faultsOf(authored).map(({ place }) => partOf(place)));
  useEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const look = (): void => {
      const top = element.getBoundingClientRect().top + SLACK;
      const isBegun = (part: PartName): boolean =>
        (document.getElementById(partId(part))?.getBoundingClientRect().top ?? Infinity) <= top;
      // At its end the last part is what is looked at, however short.
      const atEnd = element.scrollTop > 0 && element.scrollTop + element.clientHeight >= element.scrollHeight - 1;
      setCurrent((atEnd ? parts.at(-1) : parts.findLast(isBegun)) ?? 'texts');
    };
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [body, parts]);
  const stateOf = (part: PartName): 'done' | 'missing' | null => {
    if (part === 'trial') return holds === null ? null : holds ? 'done' : 'missing';
    if (lacking.has(part)) return 'missing';
    if (part === 'distractors' && authored.distractors.length === 0) return null;
    if (part === 'wrong' && authored.attempts.length === 0) return null;
    return 'done';
  };
  return (
    <nav className={styles.parts} aria-label={w.parts.title}>
      {parts.map((part) => {
        const state = stateOf(part);
        return (
          <button
            key={part}
            type="button"
            data-state={state}
            aria-current={part === current ? 'step' : undefined}
            onClick={() => {
              const element = document.getElementById(partId(part));
              element?.scrollIntoView({ block: 'start' });
              element?.focus({ preventScroll: true });
              setCurrent(part);
            }}
          >
            <span aria-hidden="true">{state === 'done' ? '✓' : state === 'missing' ? '✗' : '○'}</span>{' '}
            {w.parts.names[part]}
            <span className="heard-only">
              {' '}
              {state === null ? (OPTIONAL.has(part) ? w.parts.optional : w.parts.open) : w.parts[state]}
            </span>
          </button>
        );
      })}
    </nav>
  );
}

/** A part counts as begun so far below the upper edge, in pixels. */
const SLACK = 48;
