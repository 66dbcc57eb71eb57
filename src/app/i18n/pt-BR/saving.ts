import type { SavingMessages } from '../en/saving.ts';

export const saving: SavingMessages = {
  title: 'Salvar a execução em arquivo',
  about: 'Cada arquivo contém a execução inteira, também o que vem depois do momento mostrado.',
  save: 'Salvar',
  saveNamed: (p) => `Salvar: ${p.what}`,
  recording: { name: 'Gravação', hint: 'O cenário e tudo o que foi feito à mão: pode ser aberta aqui de novo.' },
  capture: {
    name: 'Captura para o Wireshark (pcapng)',
    hint: 'Todos os segmentos com checksums corretos; um comentário diz que chamada ou regra enviou cada um.',
    where: 'capturada em',
    everywhere: 'todo emissor, também segmentos perdidos',
    host: (p) => `${p.host}, como o tcpdump ali`,
  },
  strace: {
    name: 'Chamadas como o strace as mostra',
    hint: 'As chamadas de sistema dos programas, linha a linha, como strace -f as imprime.',
    whose: 'de',
    all: 'todos os processos',
    process: (p) => `processo ${p.process} em ${p.host}`,
  },
  handout: {
    name: 'Apostila para imprimir',
    hint: 'A sessão inteira em papel, A4 ou Carta: máquinas, chamadas, o porquê de cada uma, todos os diagramas, o C++.',
    print: 'Imprimir',
    printNamed: 'Imprimir a apostila',
    making: 'A apostila está sendo feita …',
    failed: 'Não foi possível fazer a apostila. Recarregue a página e tente de novo.',
  },
  trace: { name: 'Trace (linhas JSON)', hint: 'Tudo o que aconteceu, um evento por linha, para programas seus.' },
};
