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
  {
    id: 'drive-first-words',
    kind: 'drive',
    chapter: 'eight-calls',
    title: { en: 'The first words of a connection', 'pt-BR': 'As primeiras palavras de uma conexão' },
    minutes: 8,
    difficulty: 1,
    load: () => fileOf(import('./catalogue/drive-first-words.json')),
  },
  {
    id: 'predict-return-values',
    kind: 'predict',
    chapter: 'eight-calls',
    title: { en: 'What will the call return?', 'pt-BR': 'O que a chamada vai devolver?' },
    minutes: 6,
    difficulty: 1,
    load: () => fileOf(import('./catalogue/predict-return-values.json')),
  },
  {
    id: 'repair-listening-socket',
    kind: 'repair',
    chapter: 'eight-calls',
    title: { en: 'The server that vanishes', 'pt-BR': 'O servidor que some' },
    minutes: 6,
    difficulty: 1,
    load: () => fileOf(import('./catalogue/repair-listening-socket.json')),
  },
  {
    id: 'diagnose-ignored-error',
    kind: 'diagnose',
    chapter: 'eight-calls',
    title: { en: 'The error that nobody looked at', 'pt-BR': 'O erro que ninguém olhou' },
    minutes: 6,
    difficulty: 1,
    load: () => fileOf(import('./catalogue/diagnose-ignored-error.json')),
  },
  {
    id: 'break-refused',
    kind: 'break',
    chapter: 'eight-calls',
    title: { en: 'Get yourself refused', 'pt-BR': 'Faça-se recusar' },
    minutes: 5,
    difficulty: 1,
    load: () => fileOf(import('./catalogue/break-refused.json')),
  },
];
