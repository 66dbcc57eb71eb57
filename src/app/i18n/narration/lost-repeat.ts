import type { TraceEvent } from '../../../engine/trace/event.ts';

/** Which repeat of its segment was lost, from 1, and in how many microseconds its sender's timer runs out; null: it does not run. */
export interface LostRepeat {
  readonly nth: number;
  readonly again: number | null;
}

/** Of the loss at `index`; null when what was lost is no repeat. */
export function lostRepeatAt(trace: readonly TraceEvent[], index: number): LostRepeat | null {
  const lost = trace[index];
  if (lost?.kind !== 'lost') return null;
  const sent = trace.findLast((event, k) => k < index && event.kind === 'sent' && event.flight === lost.flight);
  if (sent?.kind !== 'sent' || sent.repeats === null) return null;
  const { socket, repeats } = sent;
  const nth = trace.filter(
    (event, k) => k < index && event.kind === 'sent' && event.repeats === repeats && event.flight <= sent.flight,
  ).length;
  const timer = trace.findLast(
    (event, k) =>
      k < index &&
      event.kind === 'timer' &&
      event.timer === 'retransmission' &&
      event.host === sent.host &&
      event.socket === socket,
  );
  const deadline = timer?.kind === 'timer' ? timer.deadline : null;
  return { nth, again: deadline === null ? null : deadline - lost.at };
}
