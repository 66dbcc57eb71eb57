import { bytesOf } from '../../engine/base/bytes.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import { TCP_STATES } from '../../engine/trace/connection-note.ts';
import type { CallStep, ScriptText } from '../../programs/call-script.ts';
import { answerOf } from '../exercises/answer-of.ts';
import type { Prediction } from '../exercises/exercise.ts';
import { nameSteps, stepId } from './authored.ts';
import type { CallNaming } from './call-naming.ts';
import type { Proposal } from './propose.ts';

export type Ask = Prediction['ask'];
export const ASKS: readonly Ask[] = ['returns', 'errno', 'blocks', 'bytes', 'state'];

/** What can be asked about a step of a run: what the engine has an answer to. */
export const asksAbout = (step: number, proposal: Proposal, run: Timeline): readonly Ask[] =>
  ASKS.filter((ask) => proposeQuestion(step, ask, proposal, run) !== null);

/** A question about a step, with choices; its right answer is the engine's. Null: this cannot be asked about it. */
export function proposeQuestion(step: number, ask: Ask, proposal: Proposal, run: Timeline): Prediction | null {
  const call = proposal.steps[step];
  if (call === undefined || !('call' in call)) return null;
  if (ask === 'bytes' && call.call !== 'recv' && call.call !== 'read') return null;
  const socket = ask === 'state' ? socketOf(call) : null;
  if (ask === 'state' && socket === null) return null;
  const asked: Prediction = {
    id: `${stepId(step)}-${ask}`,
    step,
    ask,
    ...(socket ? { socket } : {}),
    ...sayQuestion({ step, ask, fd: socket?.fd ?? '' }, nameSteps(proposal)),
  };
  const right = answerOf(asked, run);
  if (right === null || (ask === 'state' && !wasSocket(run, step, call))) return null;
  const choices = choicesOf(ask, right, call, proposal);
  return choices === null ? asked : { ...asked, choices };
}

function socketOf({ process, fd, as, call }: CallStep): NonNullable<Prediction['socket']> | null {
  const name = call === 'socket' ? as : fd;
  return typeof name === 'string' ? { process, fd: name } : null;
}

/** Whether the call found a socket: a descriptor that was closed has no state. */
const wasSocket = (run: Timeline, step: number, { call }: CallStep): boolean =>
  call === 'socket' ||
  run.trace.items.some((event) => event.kind === 'call' && event.step === step && event.socket !== null);

/** What is said of a question when nobody has written anything else. `fd`: of the socket whose state is asked for. */
export function sayQuestion(
  { step, ask, fd: socket }: { readonly step: number; readonly ask: Ask; readonly fd: string },
  naming: CallNaming,
): Pick<Prediction, 'question' | 'message' | 'wayOn'> {
  const [call, whose] = [naming.call(stepId(step)), naming.whose(stepId(step))];
  const [en, pt] = [`${whose.en} ${call.en}`, `o ${call['pt-BR']} ${whose['pt-BR']}`];
  const questions: Readonly<Record<Ask, ScriptText>> = {
    returns: { en: `What does ${en} return?`, 'pt-BR': `O que ${pt} devolve?` },
    errno: { en: `With which error does ${en} fail, if any?`, 'pt-BR': `Com que erro ${pt} falha, se falhar?` },
    blocks: { en: `Does ${en} have to wait?`, 'pt-BR': `${pt.replace(/^o/, 'O')} tem de esperar?` },
    bytes: { en: `How many bytes does ${en} bring?`, 'pt-BR': `Quantos bytes ${pt} traz?` },
    state: {
      en: `In which state is the socket ${socket} after ${en} and all that it causes?`,
      'pt-BR': `Em que estado está o socket ${socket} depois de ${pt} e de tudo o que ele causa?`,
    },
  };
  return {
    question: questions[ask],
    message: {
      en: `Look at what has happened before ${en}.`,
      'pt-BR': `Olhe o que aconteceu antes de ${pt.slice(2)}.`,
    },
    wayOn: {
      en: 'Step back and look at the sockets just before the call.',
      'pt-BR': 'Volte um passo e olhe os sockets logo antes da chamada.',
    },
  };
}

/** So many answers are offered, the right one among them. */
const OFFERED = 4;

/** What may be chosen: the right answer, and others that somebody could well believe, in an order that tells nothing. Null: yes or no. */
function choicesOf(ask: Ask, right: string, call: CallStep, proposal: Proposal): readonly string[] | null {
  switch (ask) {
    case 'blocks':
      return null;
    case 'returns': {
      const number = Number(right);
      return ofNumbers(number, [-1, 0, number + 1, number - 1, ...dataLengths(proposal)], -1);
    }
    case 'bytes':
      return ofNumbers(Number(right), [0, ...dataLengths(proposal), call.length ?? 0, Number(right) + 1], 0);
    case 'errno':
      return offered(right, ['none', ...(ERRORS[call.call] ?? ['EBADF', 'EINVAL', 'EAGAIN'])]).toSorted();
    case 'state': {
      const at = TCP_STATES.indexOf(right as (typeof TCP_STATES)[number]);
      const near = [1, -1, 2, -2, 3, -3].flatMap((by) => TCP_STATES[at + by] ?? []);
      return offered(right, near).toSorted();
    }
  }
}

const offered = (right: string, others: readonly string[]): readonly string[] =>
  [...new Set([right, ...others])].slice(0, OFFERED);

const ofNumbers = (right: number, others: readonly number[], least: number): readonly string[] =>
  offered(String(right), others.filter((one) => one >= least && one !== right).map(String)).toSorted(
    (a, b) => Number(a) - Number(b),
  );

const dataLengths = ({ steps }: Proposal): readonly number[] => {
  const lengths = steps.flatMap((step) =>
    'call' in step && (step.data !== undefined || step.bytes !== undefined)
      ? [step.bytes ?? bytesOf(step.data ?? '').length]
      : [],
  );
  return [...lengths, lengths.reduce((sum, one) => sum + one, 0)];
};

/** What may go wrong with each call, as its manual page names it. */
const ERRORS: Readonly<Partial<Record<CallStep['call'], readonly string[]>>> = {
  socket: ['EAFNOSUPPORT', 'EMFILE', 'EACCES'],
  bind: ['EADDRINUSE', 'EINVAL', 'EACCES', 'EADDRNOTAVAIL'],
  listen: ['EADDRINUSE', 'EINVAL', 'ENOTSOCK'],
  connect: ['ECONNREFUSED', 'ETIMEDOUT', 'EISCONN', 'EADDRINUSE'],
  accept: ['EINVAL', 'EAGAIN', 'ECONNABORTED', 'EBADF'],
  send: ['EPIPE', 'ECONNRESET', 'ENOTCONN', 'EAGAIN'],
  write: ['EPIPE', 'ECONNRESET', 'ENOTCONN', 'EAGAIN'],
  recv: ['ENOTCONN', 'ECONNRESET', 'EAGAIN', 'EBADF'],
  read: ['ENOTCONN', 'ECONNRESET', 'EAGAIN', 'EBADF'],
  shutdown: ['ENOTCONN', 'EBADF', 'EINVAL'],
  close: ['EBADF', 'EINTR', 'EINVAL'],
};
