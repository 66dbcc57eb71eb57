import type { ScriptText } from '../../programs/call-script.ts';
import type { Goal, GoalPredicate } from '../exercises/exercise.ts';
import { capital, hostSaid } from './call-naming.ts';

/** What is said of a goal that was read off a run, and its id. */
export type GoalSaid = Pick<Goal, 'id' | 'says' | 'message' | 'wayOn'>;

/** What is said of a goal when nobody has written anything else. Null: no run is read as that. */
export function sayGoal(predicate: GoalPredicate): GoalSaid | null {
  const named = nameGoal(predicate);
  if (named === null) return null;
  const [id, en, pt] = named;
  return {
    id,
    says: { en: `${capital(en)}.`, 'pt-BR': `${capital(pt)}.` },
    message: { en: `Not reached: ${en}.`, 'pt-BR': `Não alcançado: ${pt}.` },
    wayOn: WAY_ON,
  };
}

const WAY_ON: ScriptText = {
  en: 'Step through your run and see where it takes another way.',
  'pt-BR': 'Percorra a sua execução e veja onde ela toma outro caminho.',
};

/** The id of a goal, and it in English and Portuguese. */
function nameGoal(goal: GoalPredicate): readonly [string, string, string] | null {
  switch (goal.on) {
    case 'read': {
      const { process, text } = goal;
      return [`read-${process}`, `${process} reads "${text}"`, `${process} lê "${text}"`];
    }
    case 'return': {
      const { process, call, errno } = goal;
      if (process === undefined || typeof call !== 'string' || errno === undefined) return null;
      return [
        `${process}-${call}-${errno}`,
        `${process}'s ${call}() fails with ${errno}`,
        `o ${call}() de ${process} falha com ${errno}`,
      ];
    }
    case 'nobody-blocked':
      return ['nobody-waits', 'in the end nobody sleeps in a call', 'no fim ninguém dorme em uma chamada'];
    case 'all-closed':
      return goal.host === undefined
        ? ['all-closed', 'every descriptor is closed', 'todo descritor está fechado']
        : null;
    case 'segment':
      return nameSegment(goal);
    case 'queue': {
      const { queue, change } = goal;
      if (change !== 'refused') return null;
      return [
        `full-${queue}-queue`,
        `the ${queue === 'syn' ? 'SYN' : 'accept'} queue is full and turns a connection away`,
        `a fila ${queue === 'syn' ? 'de SYN' : 'de aceitação'} está cheia e rejeita uma conexão`,
      ];
    }
    case 'ended': {
      const { process, by } = goal;
      if (by === 'exit') return null;
      return by === 'power-loss'
        ? [
            `${process}-ends`,
            `${process} ends because its machine loses its power`,
            `${process} termina porque sua máquina perde a energia`,
          ]
        : [`${process}-ends`, `${by} ends ${process}`, `${by} encerra ${process}`];
    }
    case 'sleeps': {
      const { process, call } = goal;
      return [`${process}-sleeps`, `in the end ${process} sleeps in ${call}()`, `no fim ${process} dorme em ${call}()`];
    }
    case 'state': {
      const { host, to } = goal;
      if (host === undefined || to !== 'TIME-WAIT') return null;
      const { en, ofPt } = machine(host);
      return [`time-wait-${host}`, `a connection of ${en} is in TIME-WAIT`, `uma conexão ${ofPt} está em TIME-WAIT`];
    }
    default:
      return null;
  }
}

function nameSegment({
  from,
  flags,
  lost,
  repeats,
}: Extract<GoalPredicate, { readonly on: 'segment' }>): readonly [string, string, string] | null {
  if (from === undefined) return null;
  const { en, pt, ofPt } = machine(from);
  if (flags === 'R') return [`rst-${from}`, `${en} sends a RST`, `${pt} envia um RST`];
  if (lost) return [`lost-${from}`, `a segment of ${en} is lost`, `um segmento ${ofPt} se perde`];
  if (repeats) return [`repeat-${from}`, `${en} sends a segment again`, `${pt} reenvia um segmento`];
  return null;
}

/** A machine as it is spoken of: `o servidor`, `do servidor`. */
function machine(host: string): { readonly en: string; readonly pt: string; readonly ofPt: string } {
  const { en, 'pt-BR': pt } = hostSaid(host);
  return { en, pt, ofPt: pt.replace(/^o /, 'do ').replace(/^(?!do )/, 'de ') };
}
