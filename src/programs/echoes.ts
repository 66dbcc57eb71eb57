import { MAIN_THREAD } from '../engine/kernel/host.ts';
import type { CallScript, CallStep } from './call-script.ts';
import { dataLength } from './data-length.ts';

const known = new WeakMap<CallScript, ReadonlySet<number>>();

/** The steps that send back what the other side sent last and the same thread has just received on the same descriptor. */
export function echoesOf(script: CallScript): ReadonlySet<number> {
  const found = known.get(script) ?? find(script);
  known.set(script, found);
  return found;
}

function find({ steps }: CallScript): ReadonlySet<number> {
  const echoes = new Set<number>();
  /** What each thread called last. */
  const lastOf = new Map<string, CallStep>();
  let lastSent: CallStep | undefined;
  /** The last send of a process other than that of `lastSent`. */
  let lastSentByOther: CallStep | undefined;
  for (const [index, step] of steps.entries()) {
    if ('wait' in step) continue;
    const thread = `${step.process} ${step.thread ?? MAIN_THREAD}`;
    if (isSend(step)) {
      const theirs = lastSent?.process === step.process ? lastSentByOther : lastSent;
      const mine = lastOf.get(thread);
      if (isEcho(step, mine, theirs)) echoes.add(index);
      if (lastSent !== undefined && lastSent.process !== step.process) lastSentByOther = lastSent;
      lastSent = step;
    }
    lastOf.set(thread, step);
  }
  return echoes;
}

const isSend = ({ call }: CallStep): boolean => call === 'send' || call === 'write';

function isEcho(step: CallStep, mine: CallStep | undefined, theirs: CallStep | undefined): boolean {
  if (step.data === undefined || theirs?.data !== step.data) return false;
  const received = (mine?.call === 'recv' || mine?.call === 'read') && mine.fd === step.fd && mine.flags === undefined;
  return received && (mine.length ?? 0) >= dataLength(step);
}
