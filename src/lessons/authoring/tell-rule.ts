import type { ScriptText } from '../../programs/call-script.ts';
import type { Constraint } from '../exercises/exercise.ts';
import { type CallNaming, capital } from './call-naming.ts';

/** Where a proposed rule comes from. */
export type Reason =
  /** The first call makes the descriptor that the second uses. */
  | 'made'
  /** Both are on one descriptor of one thread, in this order in the run. */
  | 'same-descriptor'
  /** The connection was possible because somebody listened. */
  | 'listening'
  /** It was refused because nobody listened yet. */
  | 'refused-before'
  /** Exchanged, the run does not reach its goals: that was tried. */
  | 'tried'
  /** The run makes each call once. */
  | 'complete';

/** The two calls that a rule is about; null: it is about others. */
export function callsOfRule(constraint: Constraint): { readonly first: string; readonly second: string } | null {
  if (constraint.kind !== 'before' && constraint.kind !== 'only-after') return null;
  const { first, second } = constraint;
  return typeof first === 'string' && typeof second === 'string' ? { first, second } : null;
}

/** A rule as a sentence: `The server’s bind() comes before its listen().` */
export function ruleSaid(constraint: Constraint, naming: CallNaming): ScriptText {
  const calls = callsOfRule(constraint);
  if (calls === null) return { en: 'Every call is made once.', 'pt-BR': 'Cada chamada é feita uma vez.' };
  const { first, second } = calls;
  const [one, other] = [naming.call(first), naming.call(second)];
  const [whose, others] = [naming.whose(first), naming.whose(second)];
  const same = naming.isSame(first, second);
  const theirs = same ? 'its' : others.en;
  const dela = same ? '' : ` ${others['pt-BR']}`;
  return constraint.kind === 'before'
    ? {
        en: `${capital(whose.en)} ${one.en} comes before ${theirs} ${other.en}.`,
        'pt-BR': `O ${one['pt-BR']} ${whose['pt-BR']} vem antes do ${same ? 'seu ' : ''}${other['pt-BR']}${dela}.`,
      }
    : {
        en: `${capital(others.en)} ${other.en} comes only after ${same ? 'its' : whose.en} ${one.en} has succeeded.`,
        'pt-BR': `O ${other['pt-BR']} ${others['pt-BR']} só vem depois que o ${one['pt-BR']} ${whose['pt-BR']} teve êxito.`,
      };
}

/** What is said to whoever breaks it, unless the author writes something else: the rule and the way on, without the solution. */
export function breachSaid(
  constraint: Pick<Constraint, 'kind'> & { readonly first: string; readonly second: string },
  reason: Reason,
  naming: CallNaming,
): { readonly message: ScriptText; readonly wayOn: ScriptText } {
  const { first, second } = constraint;
  const [one, other] = [naming.call(first), naming.call(second)];
  const [who, whom] = [naming.who(second), naming.who(first)];
  const same = naming.isSame(first, second);
  const wayOn: ScriptText = {
    en: `What does ${other.en} need that another call has to bring about first?`,
    'pt-BR': `De que ${other['pt-BR']} precisa que outra chamada tem de produzir antes?`,
  };
  if (reason === 'tried') {
    return {
      wayOn,
      message: {
        en: `When ${naming.whose(second).en} ${other.en} comes before ${same ? 'its' : naming.whose(first).en} ${one.en}, the run does not reach what it should.`,
        'pt-BR': `Quando o ${other['pt-BR']} ${naming.whose(second)['pt-BR']} vem antes do ${one['pt-BR']} ${naming.whose(first)['pt-BR']}, a execução não alcança o que deveria.`,
      },
    };
  }
  return {
    wayOn,
    message: {
      en: `${capital(who.en)} calls ${other.en} before ${same ? 'it' : whom.en} has called ${one.en}.`,
      'pt-BR': `${capital(who['pt-BR'])} chama ${other['pt-BR']} antes de ${same ? '' : `${whom['pt-BR']} `}ter chamado ${one['pt-BR']}.`,
    },
  };
}

/** Why a rule is proposed. `descriptor`: what the second call uses. */
export function reasonSaid(
  reason: Reason,
  calls: { readonly first: string; readonly second: string } | null,
  descriptor: string,
  naming: CallNaming,
): ScriptText {
  const said = (language: keyof ScriptText, which: 'first' | 'second'): string =>
    calls === null ? '' : naming.call(calls[which])[language];
  switch (reason) {
    case 'made':
      return {
        en: `${said('en', 'first')} makes the descriptor ${descriptor}, which ${said('en', 'second')} uses.`,
        'pt-BR': `${said('pt-BR', 'first')} cria o descritor ${descriptor}, que ${said('pt-BR', 'second')} usa.`,
      };
    case 'same-descriptor':
      return {
        en: `In the run both are made on the descriptor ${descriptor}, in this order.`,
        'pt-BR': `Na execução, ambas são feitas sobre o descritor ${descriptor}, nesta ordem.`,
      };
    case 'listening':
      return {
        en: 'connect() succeeded because somebody was listening by then.',
        'pt-BR': 'connect() teve êxito porque alguém já escutava.',
      };
    case 'refused-before':
      return {
        en: 'connect() was refused because nobody was listening yet.',
        'pt-BR': 'connect() foi recusado porque ninguém escutava ainda.',
      };
    case 'tried':
      return {
        en: 'Tried: the other way round, the run does not reach its goals.',
        'pt-BR': 'Experimentado: ao contrário, a execução não alcança seus objetivos.',
      };
    case 'complete':
      return { en: 'So it is in the run.', 'pt-BR': 'Assim é na execução.' };
  }
}
