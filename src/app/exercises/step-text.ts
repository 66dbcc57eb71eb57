import type { CallStep, ScriptStep } from '../../programs/call-script.ts';

/** Keys of a step that say who makes the call or what its result is called, not what it is given. */
const NO_ARGUMENTS = new Set(['process', 'thread', 'call', 'as', 'fd', 'address']);

/** A step of a script with who makes it: `S: a = accept(ls)`, and a pause as `… 500 ms`. */
export const textOfStep = (step: ScriptStep): string =>
  'call' in step ? `${step.process}: ${stepText(step)}` : `… ${step.wait} ms`;

/** A call of a script as the program writes it: `a = accept(ls)`, `connect(c, :8080)`, `send(c, "hello")`. */
export function stepText(step: CallStep): string {
  const given = Object.entries(step).flatMap(([key, value]) =>
    NO_ARGUMENTS.has(key) || isEmpty(value) ? [] : [argument(key, value)],
  );
  const list = [...(step.fd === undefined ? [] : [String(step.fd)]), ...given].join(', ');
  return `${step.as === undefined ? '' : `${step.as} = `}${step.call}(${list})`;
}

/** No flags, no events: nothing to be written. */
const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function argument(key: string, value: unknown): string {
  if (key === 'port') return `:${String(value)}`;
  if (key === 'data') return JSON.stringify(value);
  if (key === 'bytes') return `${String(value)} bytes`;
  if (Array.isArray(value))
    return value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join('|');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
