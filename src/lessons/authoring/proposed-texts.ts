import type { ScriptText } from '../../programs/call-script.ts';
import type { Authored } from './authored.ts';

/** What an author need not write: said where nothing is written. */
export interface ProposedTexts {
  readonly task: ScriptText;
  readonly learn: ScriptText;
  readonly hints: readonly [ScriptText, ScriptText, ScriptText];
}

export const TASKS: Readonly<Record<Authored['kind'], ScriptText>> = {
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

export const LEARNT: Readonly<Record<Authored['kind'], ScriptText>> = {
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

/** Of each kind, from where to look to how to find it; what the answer is, none of them says: the author knows what may be told. */
export const HINTS: Readonly<Record<Authored['kind'], ProposedTexts['hints']>> = {
  order: [
    {
      en: 'Ask of each call which descriptor it uses, and which call makes that descriptor.',
      'pt-BR': 'Pergunte de cada chamada que descritor ela usa, e que chamada cria esse descritor.',
    },
    {
      en: 'Put one program in order by itself first, then the other. Then ask where one of them needs something of the other.',
      'pt-BR':
        'Ponha primeiro um programa em ordem sozinho, depois o outro. Então pergunte onde um precisa de algo do outro.',
    },
    {
      en: 'Check what you have, and go to the first call that fails or never returns: what should have happened before it?',
      'pt-BR':
        'Verifique o que você tem e vá à primeira chamada que falha ou nunca retorna: o que deveria ter acontecido antes dela?',
    },
  ],
  drive: [
    {
      en: 'Begin with the side that has to be ready first.',
      'pt-BR': 'Comece pelo lado que tem de estar pronto primeiro.',
    },
    {
      en: 'Take what is to be reached one by one: on which machine does each of them happen, and by which call?',
      'pt-BR': 'Tome o que se quer alcançar um por um: em que máquina cada coisa acontece, e por qual chamada?',
    },
    {
      en: 'For the first that is still open, go back from its call: what does that call need, and is it there yet?',
      'pt-BR': 'Para o primeiro que ainda falta, volte a partir da chamada dele: do que ela precisa, e isso já existe?',
    },
  ],
  predict: [
    {
      en: 'Look at the state of the sockets and at what lies in their buffers just before the call.',
      'pt-BR': 'Olhe o estado dos sockets e o que há nos seus buffers logo antes da chamada.',
    },
    {
      en: 'Find the earlier calls on the same descriptor, and what the other side has done to it until now.',
      'pt-BR': 'Encontre as chamadas anteriores no mesmo descritor, e o que o outro lado fez com ele até agora.',
    },
    {
      en: 'Ask what the kernel needs in order to answer this call at once, and whether it has it at this moment.',
      'pt-BR': 'Pergunte do que o kernel precisa para responder a esta chamada na hora, e se ele o tem neste momento.',
    },
  ],
  repair: [
    {
      en: 'Check the program as it is, and see what it does not reach.',
      'pt-BR': 'Verifique o programa como está, e veja o que ele não alcança.',
    },
    {
      en: 'Step back from where it shows: of the calls before it, say what each was meant to bring about, and what it did.',
      'pt-BR':
        'Volte a partir de onde o erro aparece: de cada chamada anterior, diga o que devia produzir e o que produziu.',
    },
    {
      en: 'Compare the arguments and the place of each call with what it was meant to do. One change at a time, and check.',
      'pt-BR':
        'Compare os argumentos e o lugar de cada chamada com o que ela devia fazer. Mude uma coisa de cada vez, e verifique.',
    },
  ],
  diagnose: [
    {
      en: 'Say first what should have come of this run, and what came of it instead.',
      'pt-BR': 'Diga primeiro o que deveria ter saído desta execução, e o que saiu em vez disso.',
    },
    {
      en: 'Find the first moment at which the run is not as it should be. The call that shows it need not be the one that made it so.',
      'pt-BR':
        'Encontre o primeiro momento em que a execução não está como deveria. A chamada que mostra isso pode não ser a que o causou.',
    },
    {
      en: 'Try each call in your mind: if it had been otherwise, would the rest have gone well? Look at its arguments, its result and its place.',
      'pt-BR':
        'Teste cada chamada em pensamento: se ela fosse diferente, o resto teria dado certo? Olhe os argumentos, o resultado e o lugar dela.',
    },
  ],
  break: [
    {
      en: 'Think of what the kernel would have to find for it to answer like that.',
      'pt-BR': 'Pense no que o kernel teria de encontrar para responder assim.',
    },
    {
      en: 'Think of a run in which all goes well. What in it keeps this failure away?',
      'pt-BR': 'Pense em uma execução em que tudo dá certo. O que nela evita essa falha?',
    },
    {
      en: 'Leave that out, or let it come too early or too late, and see in the sentence below the stage what the kernel answers.',
      'pt-BR':
        'Deixe isso de fora, ou faça vir cedo ou tarde demais, e veja na frase abaixo do palco o que o kernel responde.',
    },
  ],
};

/** The texts that stand for what is not written. */
export function proposedTexts({ kind }: Authored): ProposedTexts {
  return { task: TASKS[kind], learn: LEARNT[kind], hints: HINTS[kind] };
}
