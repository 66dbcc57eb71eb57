import type { ScriptText } from '../../programs/call-script.ts';
import type { ChapterId, ExerciseKind } from './exercise.ts';

/** An exercise of the catalogue, as a list shows it; the whole of it is fetched when it is opened. */
export interface CatalogueEntry {
  /** Also its file's name. */
  readonly id: string;
  readonly kind: ExerciseKind;
  readonly chapter: ChapterId;
  readonly title: ScriptText;
  readonly minutes: number;
  readonly difficulty: 1 | 2 | 3;
  /** The JSON of its file, to be parsed as any other. */
  readonly load: () => Promise<unknown>;
}

const fileOf = async (chunk: Promise<{ readonly default: unknown }>): Promise<unknown> => (await chunk).default;

/** All exercises, by chapters in the order of a course. */
export const EXERCISES: readonly CatalogueEntry[] = [
  {
    id: 'order-echo',
    kind: 'order',
    chapter: 'eight-calls',
    title: { en: 'Put the eight calls in order', 'pt-BR': 'Ponha as oito chamadas em ordem' },
    minutes: 8,
    difficulty: 1,
    load: () => fileOf(import('./catalogue/order-echo.json')),
  },
];
