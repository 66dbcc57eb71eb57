import type { Proposal } from '../../../lessons/authoring/propose.ts';
import { useLaboratory } from '../../store/laboratory.ts';

/** The step of the run whose call is selected on the screen; null: none, or one of another run. */
export function useSelectedStep({ pieces, steps }: Proposal): number | null {
  const selection = useLaboratory((laboratory) => laboratory.selection);
  const timeline = useLaboratory((laboratory) => laboratory.timeline);
  if (selection?.kind !== 'call') return null;
  const calls = timeline.trace.items.flatMap((event) => (event.kind === 'call' ? [event] : []));
  const index = calls.findIndex(({ callId }) => callId === selection.callId);
  const [call, piece] = [calls[index], pieces[index]];
  if (call === undefined || piece?.step.call !== call.call.name || piece.step.process !== call.process) return null;
  if (call.step !== null) return call.step < steps.length ? call.step : null;
  // Made by hand: the same call of the whole run.
  const places = steps.flatMap((step, at) => ('call' in step ? [at] : []));
  return places[index] ?? null;
}
