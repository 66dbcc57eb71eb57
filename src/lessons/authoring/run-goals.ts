import type { ProcessName, TraceEvent } from '../../engine/trace/event.ts';
import type { World } from '../../engine/simulation/world.ts';
import type { CallScript } from '../../programs/call-script.ts';
import type { Goal, GoalPredicate } from '../exercises/exercise.ts';
import { reachedGoals } from '../exercises/judge-goals.ts';
import { capital, hostSaid } from './call-naming.ts';

/** Collects goals, each id once. */
class Goals {
  readonly list: Goal[] = [];

  put(id: string, predicate: GoalPredicate, en: string, pt: string): void {
    if (this.list.some((goal) => goal.id === id)) return;
    this.list.push({
      id,
      ...predicate,
      says: { en: `${capital(en)}.`, 'pt-BR': `${capital(pt)}.` },
      message: { en: `Not reached: ${en}.`, 'pt-BR': `Não alcançado: ${pt}.` },
      wayOn: {
        en: 'Step through your run and see where it takes another way.',
        'pt-BR': 'Percorra a sua execução e veja onde ela toma outro caminho.',
      },
    });
  }

  reached(trace: readonly TraceEvent[], end: World): readonly Goal[] {
    const reached = reachedGoals(this.list, trace, end);
    return this.list.filter(({ id }) => reached.has(id));
  }
}

/** What a run of this kind may have reached: what each process read, the errors that it met, that nobody sleeps, that all is closed. */
export function goalsOf(trace: readonly TraceEvent[], end: World, { processes }: CallScript): readonly Goal[] {
  const goals = new Goals();
  for (const process of Object.keys(processes)) {
    const text = textRead(trace, process);
    if (text !== '') {
      goals.put(
        `read-${process}`,
        { on: 'read', process, text },
        `${process} reads "${text}"`,
        `${process} lê "${text}"`,
      );
    }
  }
  putErrors(goals, trace);
  goals.put(
    'nobody-waits',
    { on: 'nobody-blocked' },
    'in the end nobody sleeps in a call',
    'no fim ninguém dorme em uma chamada',
  );
  goals.put('all-closed', { on: 'all-closed' }, 'every descriptor is closed', 'todo descritor está fechado');
  return goals.reached(trace, end);
}

/** What went wrong in a run, to be made to happen: errors, resets, full queues, processes that a signal ended, calls that sleep for ever, repeats, losses, TIME-WAIT. */
export function failuresOf(trace: readonly TraceEvent[], end: World): readonly Goal[] {
  const goals = new Goals();
  putErrors(goals, trace);
  for (const event of trace) {
    if (event.kind === 'sent' && event.segment.flags.rst) {
      const { from } = event;
      const { en, 'pt-BR': pt } = hostSaid(from);
      goals.put(`rst-${from}`, { on: 'segment', from, flags: 'R' }, `${en} sends a RST`, `${pt} envia um RST`);
    } else if (event.kind === 'queue' && event.change === 'refused') {
      const { queue } = event;
      goals.put(
        `full-${queue}-queue`,
        { on: 'queue', queue, change: 'refused' },
        `the ${queue === 'syn' ? 'SYN' : 'accept'} queue is full and turns a connection away`,
        `a fila ${queue === 'syn' ? 'de SYN' : 'de aceitação'} está cheia e rejeita uma conexão`,
      );
    } else if (event.kind === 'process-ended' && event.by !== 'exit') {
      const { process, by } = event;
      goals.put(
        `${process}-ends`,
        { on: 'ended', process, by },
        by === 'power-loss' ? `${process} ends because its machine loses its power` : `${by} ends ${process}`,
        by === 'power-loss' ? `${process} termina porque sua máquina perde a energia` : `${by} encerra ${process}`,
      );
    }
  }
  for (const host of Object.values(end.hosts)) {
    for (const { name: process, threads } of Object.values(host.processes)) {
      for (const { activity } of threads) {
        if (activity.kind !== 'blocked') continue;
        const call = activity.pending.call.name;
        goals.put(
          `${process}-sleeps`,
          { on: 'sleeps', process, call },
          `in the end ${process} sleeps in ${call}()`,
          `no fim ${process} dorme em ${call}()`,
        );
      }
    }
  }
  for (const host of Object.keys(end.hosts)) {
    const { en, 'pt-BR': pt } = hostSaid(host);
    const de = pt.replace(/^o /, 'do ').replace(/^(?!do )/, 'de ');
    goals.put(
      `lost-${host}`,
      { on: 'segment', from: host, lost: true },
      `a segment of ${en} is lost`,
      `um segmento ${de} se perde`,
    );
    goals.put(
      `repeat-${host}`,
      { on: 'segment', from: host, repeats: true },
      `${en} sends a segment again`,
      `${pt} reenvia um segmento`,
    );
    goals.put(
      `time-wait-${host}`,
      { on: 'state', host, to: 'TIME-WAIT' },
      `a connection of ${en} is in TIME-WAIT`,
      `uma conexão ${de} está em TIME-WAIT`,
    );
  }
  return goals.reached(trace, end);
}

/** Failures that come of themselves in many runs: kept only when the author asks for them. */
export const isIncidental = ({ id }: Goal): boolean => /^(lost|repeat|time-wait)-/.test(id);

function putErrors(goals: Goals, trace: readonly TraceEvent[]): void {
  for (const event of trace) {
    if (event.kind !== 'return' || event.result.errno === null) continue;
    const { process, call } = event;
    const { errno } = event.result;
    goals.put(
      `${process}-${call.name}-${errno}`,
      { on: 'return', process, call: call.name, errno },
      `${process}'s ${call.name}() fails with ${errno}`,
      `o ${call.name}() de ${process} falha com ${errno}`,
    );
  }
}

/** The longest text that a goal asks for. */
const LONGEST = 60;

/** What a process read from the first socket that it read from, when that is short. */
function textRead(trace: readonly TraceEvent[], process: ProcessName): string {
  const reads = trace.flatMap((event) =>
    event.kind === 'return' && event.process === process && event.result.data !== null ? [event] : [],
  );
  const text = reads
    .filter(({ socket }) => socket === reads[0]?.socket)
    .map(({ result }) => result.data ?? '')
    .join('');
  return text.length <= LONGEST && /^[\x20-\x7e]*$/.test(text) ? text : '';
}
