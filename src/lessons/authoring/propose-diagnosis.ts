import type { Timeline } from '../../engine/history/timeline.ts';
import type { Errno } from '../../engine/posix/errno.ts';
import type { ScriptText } from '../../programs/call-script.ts';
import type { Diagnosis } from '../exercises/exercise.ts';
import type { Proposal } from './propose.ts';

type Cause = Diagnosis['causes'][number];

/** A cause as it stands in the list to choose from, and the errors that it would explain. */
interface KnownCause {
  readonly id: string;
  readonly explains: readonly (Errno | 'sleeps')[];
  readonly text: ScriptText;
}

/** Mistakes that students make often, each with what the kernel answers to it. */
const KNOWN: readonly KnownCause[] = [
  {
    id: 'nobody-listens',
    explains: ['ECONNREFUSED'],
    text: { en: 'Nobody was listening on that port yet.', 'pt-BR': 'Ninguém escutava naquela porta ainda.' },
  },
  {
    id: 'address-in-use',
    explains: ['EADDRINUSE'],
    text: {
      en: 'The port still belonged to another socket.',
      'pt-BR': 'A porta ainda pertencia a outro socket.',
    },
  },
  {
    id: 'wrong-descriptor',
    explains: ['ENOTCONN', 'EINVAL', 'EOPNOTSUPP', 'EDESTADDRREQ'],
    text: {
      en: 'The call was made on the wrong socket: the listening one, or one that is not connected.',
      'pt-BR': 'A chamada foi feita no socket errado: o de escuta, ou um que não está conectado.',
    },
  },
  {
    id: 'closed-already',
    explains: ['EBADF', 'ENOTSOCK'],
    text: { en: 'The descriptor had been closed already.', 'pt-BR': 'O descritor já tinha sido fechado.' },
  },
  {
    id: 'peer-gone',
    explains: ['EPIPE', 'ECONNRESET', 'ECONNABORTED'],
    text: {
      en: 'The other side had closed the connection.',
      'pt-BR': 'O outro lado tinha fechado a conexão.',
    },
  },
  {
    id: 'no-answer',
    explains: ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
    text: { en: 'No answer came through the network.', 'pt-BR': 'Nenhuma resposta veio pela rede.' },
  },
  {
    id: 'not-waiting',
    explains: ['EAGAIN', 'EINPROGRESS', 'EALREADY'],
    text: {
      en: 'The socket does not wait, and nothing was ready.',
      'pt-BR': 'O socket não espera, e nada estava pronto.',
    },
  },
  {
    id: 'no-right',
    explains: ['EACCES', 'EPERM'],
    text: {
      en: 'The process has no right to that port.',
      'pt-BR': 'O processo não tem direito àquela porta.',
    },
  },
  {
    id: 'connected-already',
    explains: ['EISCONN'],
    text: { en: 'The socket was connected already.', 'pt-BR': 'O socket já estava conectado.' },
  },
  {
    id: 'waits-for-ever',
    explains: ['sleeps'],
    text: {
      en: 'It waits for something that the other side never does.',
      'pt-BR': 'Ela espera por algo que o outro lado nunca faz.',
    },
  },
];

/** So many causes are offered. */
const OFFERED = 4;

/** A diagnosis of a run: the first call that failed, or else one that never returned, and the cause that this suggests among others. */
export function proposeDiagnosis({ steps }: Proposal, run: Timeline): Diagnosis {
  const trace = run.trace.items;
  const failed = trace.find((event) => event.kind === 'return' && event.result.errno !== null && event.step !== null);
  const sleeps = trace.findLast(
    (event) =>
      event.kind === 'call' &&
      event.step !== null &&
      !trace.some((other) => other.kind === 'return' && other.callId === event.callId),
  );
  const guilty = failed ?? sleeps;
  const firstCall = steps.findIndex((step) => 'call' in step);
  const step = (guilty !== undefined && 'step' in guilty ? guilty.step : null) ?? Math.max(0, firstCall);
  const answer = failed?.kind === 'return' ? failed.result.errno : 'sleeps';
  const right = KNOWN.find(({ explains }) => answer !== null && explains.includes(answer)) ?? KNOWN[0];
  const others = KNOWN.filter((one) => one !== right);
  const causes = right === undefined ? [] : [right, ...others.slice(0, OFFERED - 1)];
  return {
    step,
    cause: right?.id ?? '',
    // In the order of the list above, which tells nothing of which is the right one.
    causes: KNOWN.filter((one) => causes.includes(one)).map((one) => causeOf(one, one === right)),
    ...WRONG_CALL,
  };
}

const causeOf = ({ id, text }: Pick<KnownCause, 'id' | 'text'>, isRight: boolean): Cause => ({
  id,
  text,
  ...saidOfCause(isRight),
});

/** A cause that the author will write. `taken`: the ids that there are. */
export function newCause(taken: readonly string[]): Cause {
  let number = 1;
  while (taken.includes(`cause-${number}`)) number++;
  return causeOf({ id: `cause-${number}`, text: { en: '', 'pt-BR': '' } }, false);
}

/** What a known cause is called in the list to choose from. */
export const knownCause = (id: string): ScriptText | null => KNOWN.find((one) => one.id === id)?.text ?? null;

/** What is said of a cause when nothing else is written. */
export const saidOfCause = (isRight: boolean): Pick<Cause, 'message' | 'wayOn'> =>
  isRight
    ? {
        message: { en: 'That is the cause.', 'pt-BR': 'Essa é a causa.' },
        wayOn: { en: 'See where the run shows it.', 'pt-BR': 'Veja onde a execução o mostra.' },
      }
    : {
        message: { en: 'The run does not show that.', 'pt-BR': 'A execução não mostra isso.' },
        wayOn: {
          en: 'Look at what each call returned, and at the sockets at that moment.',
          'pt-BR': 'Olhe o que cada chamada devolveu, e os sockets naquele momento.',
        },
      };

/** What is said when another call is named and nobody has written anything else. */
export const WRONG_CALL: Pick<Diagnosis, 'message' | 'wayOn'> = {
  message: {
    en: 'That call is not the one to blame.',
    'pt-BR': 'Essa chamada não é a culpada.',
  },
  wayOn: {
    en: 'Go back from where it shows to the call that brought it about.',
    'pt-BR': 'Volte de onde o erro aparece até a chamada que o produziu.',
  },
};
