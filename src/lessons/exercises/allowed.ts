import type { CallName } from '../../engine/posix/call.ts';
import type { Action } from '../../engine/simulation/action.ts';
import type { Allowed } from './exercise.ts';

/** What of an action is not allowed. */
export type Forbidden = { readonly kind: 'call'; readonly call: CallName } | { readonly kind: 'fault' };

export const mayCall = ({ calls }: Allowed, call: CallName): boolean => calls === undefined || calls.includes(call);

/** Why an exercise does not let the user's hand do something; null: it does. */
export function forbidden(allowed: Allowed, action: Action): Forbidden | null {
  if (action.kind !== 'call') return allowed.faults ? null : { kind: 'fault' };
  return mayCall(allowed, action.call.name) ? null : { kind: 'call', call: action.call.name };
}
