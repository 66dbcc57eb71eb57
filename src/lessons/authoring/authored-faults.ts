import { type Authored, goalsFor, isEmpty } from './authored.ts';

/** What an exercise still lacks. */
export type FaultCode =
  | 'no-title'
  | 'minutes'
  | 'no-calls'
  | 'too-many-calls'
  | 'no-goal'
  | 'no-failure'
  | 'no-rule'
  | 'no-question'
  | 'no-diagnosis'
  | 'few-causes'
  | 'empty-cause'
  | 'not-mended';

/** The part of the workshop where it is to be put right. */
export type FaultPlace =
  | 'title'
  | 'minutes'
  | 'calls'
  | 'goals'
  | 'rules'
  | 'questions'
  | 'diagnosis'
  | `cause-${string}`
  | 'mended';

export interface AuthoredFault {
  readonly place: FaultPlace;
  readonly code: FaultCode;
}

/** The longest list in an exercise; as the parser has it. */
const MOST = 200;

/** What has to be put right before the exercise can be handed on, from the top of the workshop to its end. */
export function faultsOf(authored: Authored): readonly AuthoredFault[] {
  const { kind, title, minutes, proposal, struck, questions, diagnosis, broken, mended } = authored;
  const faults: AuthoredFault[] = [];
  const put = (place: FaultPlace, code: FaultCode): unknown => faults.push({ place, code });
  if (isEmpty(title)) put('title', 'no-title');
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 120) put('minutes', 'minutes');
  if (proposal.pieces.length === 0) {
    put('calls', 'no-calls');
    return faults;
  }
  if (proposal.pieces.length > MOST) put('calls', 'too-many-calls');
  if (kind === 'repair' && JSON.stringify(broken) === JSON.stringify(mended)) put('mended', 'not-mended');
  if (kind !== 'predict' && kind !== 'diagnose') {
    const goals = goalsFor(authored);
    if (kind === 'break' && goals.length === 0) put('goals', 'no-failure');
    else if (goals.every(({ id }) => struck.has(id))) put('goals', 'no-goal');
  }
  if (kind === 'order' && proposal.constraints.every(({ id }) => struck.has(id))) put('rules', 'no-rule');
  if (kind === 'predict' && questions.length === 0) put('questions', 'no-question');
  if (kind === 'diagnose') {
    if (diagnosis === null) put('diagnosis', 'no-diagnosis');
    else if (diagnosis.causes.length < 2) put('diagnosis', 'few-causes');
    for (const { id, text } of diagnosis?.causes ?? []) if (isEmpty(text)) put(`cause-${id}`, 'empty-cause');
  }
  return faults;
}
