import type { CallEvent } from '../../engine/trace/event.ts';
import type { CallStep } from '../../programs/call-script.ts';
import type { CallPattern, CallReference, Piece } from './exercise.ts';

/** Whether a call in a trace is meant. */
export type CallMatch = (event: CallEvent) => boolean;

/** `pieceOf`: which piece stands at a step of the script that was run; undefined: none. */
export function matchOf(reference: CallReference, pieceOf: (step: number) => Piece | undefined): CallMatch {
  if (typeof reference !== 'string') return (event) => fits(event, reference);
  return ({ step }) => step !== null && pieceOf(step)?.id === reference;
}

/** Whether a call fits all that a pattern names. */
export function fits({ process, call, names }: CallEvent, pattern: CallPattern): boolean {
  const about = call as { readonly port?: number; readonly how?: unknown; readonly option?: string };
  const wanted = pattern.call;
  return (
    (pattern.process === undefined || pattern.process === process) &&
    (wanted === undefined || (typeof wanted === 'string' ? wanted === call.name : wanted.includes(call.name))) &&
    (pattern.fd === undefined || pattern.fd === names.fd) &&
    (pattern.port === undefined || pattern.port === about.port) &&
    (pattern.how === undefined || pattern.how === about.how) &&
    (pattern.option === undefined || pattern.option === about.option)
  );
}

/** Whether a step of a script would make a call that fits. */
export function stepFits(step: CallStep, pattern: CallPattern): boolean {
  const { call } = pattern;
  return (
    (pattern.process === undefined || pattern.process === step.process) &&
    (call === undefined || (typeof call === 'string' ? call === step.call : call.includes(step.call))) &&
    (pattern.fd === undefined || pattern.fd === step.fd) &&
    (pattern.port === undefined || pattern.port === step.port) &&
    (pattern.how === undefined || pattern.how === step.how) &&
    (pattern.option === undefined || pattern.option === step.option)
  );
}
