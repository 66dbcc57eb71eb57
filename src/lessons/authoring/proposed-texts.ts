import type { ScriptText } from '../../programs/call-script.ts';
import type { Goal } from '../exercises/exercise.ts';
import { type Authored, goalsFor, nameSteps } from './authored.ts';
import { nameCalls } from './call-naming.ts';
import { callsOfRule, ruleSaid } from './tell-rule.ts';

/** What an author need not write: said where nothing is written. */
export interface ProposedTexts {
  readonly task: ScriptText;
  readonly learn: ScriptText;
  readonly hints: readonly [ScriptText, ScriptText, ScriptText];
}

const TASKS: Readonly<Record<Authored['kind'], ScriptText>> = {
  order: {
    en: 'Put the calls of both programs in an order in which they work.',
    'pt-BR': 'Ponha as chamadas dos dois programas em uma ordem em que funcionem.',
  },
  drive: {
    en: 'Make the calls on the machines until everything below is reached.',
    'pt-BR': 'Faça as chamadas nas máquinas até alcançar tudo o que está abaixo.',
  },
  predict: {
    en: 'Say what each call will do before you see it happen.',
    'pt-BR': 'Diga o que cada chamada vai fazer antes de ver acontecer.',
  },
  repair: {
    en: 'This program has a mistake. Find it and mend it.',
    'pt-BR': 'Este programa tem um erro. Encontre-o e conserte-o.',
  },
  diagnose: {
    en: 'This run went wrong. Name the call that is to blame, and the cause.',
    'pt-BR': 'Esta execução deu errado. Aponte a chamada culpada e a causa.',
  },
  break: {
    en: 'Make it fail in the way that is asked for below.',
    'pt-BR': 'Faça falhar da maneira pedida abaixo.',
  },
};

const LEARNT: Readonly<Record<Authored['kind'], ScriptText>> = {
  order: {
    en: 'Which call has to come before which, and which may change places.',
    'pt-BR': 'Que chamada tem de vir antes de qual, e quais podem trocar de lugar.',
  },
  drive: {
    en: 'What each call brings about, and what the other side sees of it.',
    'pt-BR': 'O que cada chamada produz, e o que o outro lado vê disso.',
  },
  predict: {
    en: 'What a call returns follows from what has happened before it.',
    'pt-BR': 'O que uma chamada devolve decorre do que aconteceu antes dela.',
  },
  repair: {
    en: 'How to go back from what shows to the mistake itself.',
    'pt-BR': 'Como voltar do que aparece até o próprio erro.',
  },
  diagnose: {
    en: 'Where a mistake shows need not be where it is.',
    'pt-BR': 'O lugar onde um erro aparece pode não ser o lugar onde ele está.',
  },
  break: {
    en: 'What exactly makes the kernel answer like that.',
    'pt-BR': 'O que exatamente faz o kernel responder assim.',
  },
};

/** The first hint of each kind: where to look. The second and third say more. */
const FIRST_HINTS: Readonly<Record<Authored['kind'], ScriptText>> = {
  order: {
    en: 'Ask of each call which descriptor it uses, and which call makes that descriptor.',
    'pt-BR': 'Pergunte de cada chamada que descritor ela usa, e que chamada cria esse descritor.',
  },
  drive: {
    en: 'Begin with the side that has to be ready first.',
    'pt-BR': 'Comece pelo lado que tem de estar pronto primeiro.',
  },
  predict: {
    en: 'Look at the state of the sockets and at what lies in their buffers just before the call.',
    'pt-BR': 'Olhe o estado dos sockets e o que há nos seus buffers logo antes da chamada.',
  },
  repair: {
    en: 'Check the program as it is, and see which call does not do what it should.',
    'pt-BR': 'Verifique o programa como está, e veja que chamada não faz o que deveria.',
  },
  diagnose: {
    en: 'Find the first call that does not return what one would expect.',
    'pt-BR': 'Encontre a primeira chamada que não devolve o que se esperaria.',
  },
  break: {
    en: 'Think of what the kernel would have to find for it to answer like that.',
    'pt-BR': 'Pense no que o kernel teria de encontrar para responder assim.',
  },
};

const SECOND: ScriptText = {
  en: 'Step through the run and watch where the two programs meet: which of them waits for the other?',
  'pt-BR': 'Percorra a execução e observe onde os dois programas se encontram: qual deles espera pelo outro?',
};

const with2 = ({ en, 'pt-BR': pt }: ScriptText, list: readonly ScriptText[]): ScriptText => ({
  en: [en, ...list.map((text) => text.en)].join(' '),
  'pt-BR': [pt, ...list.map((text) => text['pt-BR'])].join(' '),
});

/** The texts that stand for what is not written, made of the rules and goals that are kept. */
export function proposedTexts(authored: Authored): ProposedTexts {
  const { kind } = authored;
  return {
    task: TASKS[kind],
    learn: LEARNT[kind],
    hints: [FIRST_HINTS[kind], SECOND, thirdHint(authored)],
  };
}

/** The most telling rule or goal, nearly everything but not the answer. */
function thirdHint(authored: Authored): ScriptText {
  const { kind, proposal, struck, diagnosis } = authored;
  if (kind === 'order') {
    const naming = nameCalls(proposal.script, proposal.pieces);
    const kept = proposal.constraints.filter(({ id }) => !struck.has(id));
    const across = kept.find((rule) => {
      const calls = callsOfRule(rule);
      return calls !== null && !naming.isSame(calls.first, calls.second);
    });
    const rule = across ?? kept[0];
    if (rule !== undefined) return ruleSaid(rule, naming);
  }
  if (kind === 'diagnose' && diagnosis !== null) {
    const naming = nameSteps(proposal);
    const who = naming.who(`step-${diagnosis.step}`);
    return {
      en: `The call to blame is one of those that ${who.en} makes.`,
      'pt-BR': `A chamada culpada é uma das que ${who['pt-BR']} faz.`,
    };
  }
  const goals = goalsFor(authored).filter(({ id }) => !struck.has(id));
  const [goal] = goals;
  if (goal === undefined) {
    return {
      en: 'What the call before it has brought about decides it.',
      'pt-BR': 'O que a chamada anterior produziu é que decide.',
    };
  }
  return with2(
    { en: 'What is to be reached in the end:', 'pt-BR': 'O que se quer alcançar no fim:' },
    goals.slice(0, 3).map(({ says }: Goal) => says),
  );
}
