import { traceEndAt } from '../../engine/history/worlds.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import type { CallName } from '../../engine/posix/call.ts';
import type { TraceEvent } from '../../engine/trace/event.ts';
import type { ScriptText } from '../../programs/call-script.ts';
import { mayCall } from './allowed.ts';
import type { Exercise } from './exercise.ts';
import type { Finding } from './verdict.ts';

/** By these ids is told what was done that the exercise does not allow; nothing of an exercise may be called so. */
export const NOT_ALLOWED = { call: 'call-not-allowed', fault: 'fault-not-allowed' } as const;

type Judged = Pick<Exercise, 'kind' | 'script' | 'allowed'>;

/**
 * What was done in a run that the exercise does not allow: the first such call, and the first fault. `faulty`: the network
 * was made another from the beginning.
 */
export function notAllowed(exercise: Judged, timeline: Timeline, faulty: boolean): readonly Finding[] {
  const { kind, script, allowed } = exercise;
  if (kind !== 'drive' && kind !== 'break') return [];
  const trace = timeline.trace.items.slice(0, timeline.trace.length);
  const found: Finding[] = [];
  const index = trace.findIndex(
    (event) =>
      event.kind === 'call' &&
      (event.step === null || event.step >= script.steps.length) &&
      !mayCall(allowed, event.call.name),
  );
  const event = trace[index];
  if (event?.kind === 'call') {
    const call = `${event.call.name}()`;
    found.push({
      id: NOT_ALLOWED.call,
      index,
      callId: event.callId,
      message: {
        en: `${call} is not among the calls of this exercise.`,
        'pt-BR': `${call} não está entre as chamadas deste exercício.`,
      },
      wayOn: onlyThese(allowed.calls ?? []),
    });
  }
  const place = allowed.faults ? null : faultIn(timeline, trace, faulty);
  if (place !== null) {
    found.push({
      id: NOT_ALLOWED.fault,
      index: place.index,
      callId: null,
      message: {
        en: 'In this exercise the network and the machines stay as they are.',
        'pt-BR': 'Neste exercício a rede e as máquinas ficam como estão.',
      },
      wayOn: {
        en: 'What is asked for can be reached by calls alone.',
        'pt-BR': 'O que se pede pode ser alcançado só com chamadas.',
      },
    });
  }
  return found;
}

const onlyThese = (calls: readonly CallName[]): ScriptText => {
  const list = calls.map((call) => `${call}()`).join(', ');
  return {
    en: `It can be done with these: ${list}.`,
    'pt-BR': `Pode ser feito com estas: ${list}.`,
  };
};

const FAULTS: ReadonlySet<TraceEvent['kind']> = new Set<TraceEvent['kind']>([
  'lost',
  'delayed',
  'corrupted',
  'copied',
  'injected',
  'link-changed',
  'power',
  'filter',
]);

/** Where the first fault shows; null: there was none. */
function faultIn(
  timeline: Timeline,
  trace: readonly TraceEvent[],
  faulty: boolean,
): { readonly index: number | null } | null {
  const byHand = timeline.recording.actions.find(({ action }) => action.kind !== 'call');
  if (byHand !== undefined) return { index: traceEndAt(timeline, byHand.after) };
  if (!faulty) return null;
  const shows = trace.findIndex(({ kind }) => FAULTS.has(kind));
  return { index: shows === -1 ? null : shows };
}
