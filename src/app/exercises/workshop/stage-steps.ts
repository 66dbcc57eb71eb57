import { type Authored, inBoth, isEmpty, wholeRun } from '../../../lessons/authoring/authored.ts';
import type { CallScript, ScriptStep, ScriptText } from '../../../programs/call-script.ts';
import { workshop as en } from '../../i18n/en/workshop.ts';
import { workshop as pt } from '../../i18n/pt-BR/workshop.ts';
import { actions, useLaboratory } from '../../store/laboratory.ts';
import { stepOfEvent } from '../../store/moments.ts';

/** Shows the `index`-th call of the run that the exercise is made of; brings that run back when something else stands there. */
export function showCallOfRun({ proposal, title }: Authored, index: number): void {
  const isThere = (): boolean => {
    const calls = callsOnStage();
    return (
      calls.length >= proposal.pieces.length &&
      proposal.pieces.every(({ step }, at) => calls[at]?.process === step.process && calls[at]?.call.name === step.call)
    );
  };
  if (!isThere()) actions.openScript({ ...wholeRun(proposal), ...titled(title) });
  const call = callsOnStage()[index];
  if (call === undefined) return;
  const { timeline } = useLaboratory.getState();
  actions.seek(stepOfEvent(timeline, timeline.trace.items.indexOf(call)));
  actions.select({ kind: 'call', callId: call.callId });
}

/** Puts steps on the stage, at their beginning: to look at what they do, or to go on by hand. */
export function showSteps({ proposal, title }: Authored, steps: readonly ScriptStep[]): void {
  actions.openScript({ ...wholeRun(proposal), steps, ...titled(title) });
}

/** Machines and network as they are, and nobody who calls of their own accord: to record a run by hand. */
export function emptyStage(script: CallScript): void {
  const { notes: _notes, about: _about, ...rest } = script;
  actions.openScript({ ...rest, steps: [], title: { en: en.emptyStage, 'pt-BR': pt.emptyStage } });
}

const callsOnStage = () =>
  useLaboratory.getState().timeline.trace.items.flatMap((event) => (event.kind === 'call' ? [event] : []));

const titled = (title: ScriptText): { readonly title?: ScriptText } => (isEmpty(title) ? {} : { title: inBoth(title) });
