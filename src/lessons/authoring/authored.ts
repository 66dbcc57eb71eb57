import type { CallScript, ScriptStep, ScriptText } from '../../programs/call-script.ts';
import {
  type Attempt,
  type ChapterId,
  CHAPTERS,
  type Constraint,
  type Diagnosis,
  type ExerciseKind,
  type Goal,
  type Piece,
  type Prediction,
} from '../exercises/exercise.ts';
import { runScript } from '../exercises/run-attempt.ts';
import { worldAt } from '../../engine/history/worlds.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import { type CallNaming, nameCalls } from './call-naming.ts';
import { neededRules } from './needed-rules.ts';
import type { Proposal } from './propose.ts';
import { rulesByHand } from './rules-by-hand.ts';
import { goalsOf, isIncidental } from './run-goals.ts';

/** What is said when something is broken, and the way on. */
export interface Said {
  readonly message: ScriptText;
  readonly wayOn: ScriptText;
}

/** A wrong attempt that the author has recorded or arranged. */
export interface OwnAttempt {
  readonly id: string;
  readonly attempt: Attempt;
  /** The id of what it must be told; null: whatever it is told first. */
  readonly message: string | null;
}

/** What an author has made of a run so far. A text that is empty in both languages is that of `proposed-texts.ts`. */
export interface Authored {
  readonly kind: ExerciseKind;
  readonly chapter: ChapterId;
  readonly title: ScriptText;
  readonly learn: ScriptText;
  readonly task: ScriptText;
  readonly hints: readonly [ScriptText, ScriptText, ScriptText];
  readonly minutes: number;
  readonly difficulty: 1 | 2 | 3;
  readonly proposal: Proposal;
  /** Ids of the proposed constraints and goals that are struck. */
  readonly struck: ReadonlySet<string>;
  /** What is said instead of what was proposed, by id. */
  readonly messages: ReadonlyMap<string, Said>;
  /** `order`: calls that do not belong to the solution. */
  readonly distractors: readonly Piece[];
  /** Of any kind; those of the exercise's own kind go into it. */
  readonly attempts: readonly OwnAttempt[];
  readonly questions: readonly Prediction[];
  readonly diagnosis: Diagnosis | null;
  /** `repair`: the program with its mistake, and mended. */
  readonly broken: readonly ScriptStep[];
  readonly mended: readonly ScriptStep[];
}

export const NO_TEXT: ScriptText = { en: '', 'pt-BR': '' };

/** What the workshop opens with. */
export const beginAuthored = (proposal: Proposal): Authored => ({
  kind: 'order',
  chapter: CHAPTERS[0],
  title: NO_TEXT,
  learn: NO_TEXT,
  task: NO_TEXT,
  hints: [NO_TEXT, NO_TEXT, NO_TEXT],
  minutes: 10,
  difficulty: 1,
  proposal,
  struck: new Set(proposal.failures.filter(isIncidental).map(({ id }) => id)),
  messages: new Map(),
  distractors: [],
  attempts: [],
  questions: [],
  diagnosis: null,
  broken: proposal.steps,
  mended: proposal.steps,
});

export const isEmpty = ({ en, 'pt-BR': pt }: ScriptText): boolean => en.trim() === '' && pt.trim() === '';

/** A text that is missing in one language is said in the other: an author may write one alone. */
export const inBoth = ({ en, 'pt-BR': pt }: ScriptText): ScriptText => ({
  en: en.trim() === '' ? pt : en,
  'pt-BR': pt.trim() === '' ? en : pt,
});

/** The kind of attempt that an exercise is solved by. */
export const attemptKindOf = (kind: ExerciseKind): Attempt['kind'] => (kind === 'break' ? 'drive' : kind);

/** Machines and network, with what was done to segments by hand as rules of the network. */
export function settingOfRun({ script, faults }: Proposal): CallScript {
  if (faults.length === 0) return script;
  const { network } = script;
  return { ...script, network: { ...network, faults: [...(network?.faults ?? []), ...faults] } };
}

/** The run as one script. */
export const wholeRun = (proposal: Proposal): CallScript => ({ ...settingOfRun(proposal), steps: proposal.steps });

/** Steps of a script by their index, as calls that can be spoken of. */
export const stepPieces = (steps: readonly ScriptStep[]): readonly Piece[] =>
  steps.flatMap((step, index) => ('call' in step ? [{ id: stepId(index), step }] : []));

export const stepId = (index: number): string => `step-${index}`;

/** How the steps of the whole run are spoken of, by `stepId`. */
export const nameSteps = ({ script, steps }: Proposal): CallNaming => nameCalls(script, stepPieces(steps));

/** What may be asked to be reached by an exercise of this kind. */
export function goalsFor({ kind, proposal, mended }: Pick<Authored, 'kind' | 'proposal' | 'mended'>): readonly Goal[] {
  switch (kind) {
    case 'order':
      return proposal.goals;
    case 'drive':
      return proposal.goals.filter((goal) => isKnown(goal, proposal));
    case 'break':
      return proposal.failures.filter((goal) => isKnown(goal, proposal));
    case 'repair':
      return goalsOfSteps(proposal, mended);
    case 'predict':
    case 'diagnose':
      return [];
  }
}

/** What an exercise of this kind may ask of the order of its calls. */
export function rulesFor({
  kind,
  proposal,
  struck,
  messages,
}: Pick<Authored, 'kind' | 'proposal' | 'struck' | 'messages'>): readonly Constraint[] {
  const { constraints } = proposal;
  if (kind === 'order') return neededRules(constraints, struck, messages);
  return kind === 'drive' ? rulesByHand(proposal) : [];
}

/** Made by hand, a process that is forked has a name of its own: nothing can be asked of it. */
const isKnown = (goal: Goal, { script }: Proposal): boolean =>
  !('process' in goal) || goal.process === undefined || Object.hasOwn(script.processes, goal.process);

/** What the mended program reaches. An error that it meets is none of its goals. */
function goalsOfSteps(proposal: Proposal, steps: readonly ScriptStep[]): readonly Goal[] {
  const script = { ...settingOfRun(proposal), steps };
  const timeline: Timeline = runScript(script);
  const trace = timeline.trace.items.slice(0, timeline.trace.length);
  return goalsOf(trace, worldAt(timeline, timeline.steps.length), script).filter(({ on }) => on !== 'return');
}
