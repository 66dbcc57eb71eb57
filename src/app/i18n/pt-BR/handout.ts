import type { HandoutWords } from '../en/handout.ts';

export const handout: HandoutWords = {
  machines: 'As máquinas',
  machine: 'Máquina',
  address: 'Endereço',
  processes: 'Processos',
  calls: 'As chamadas, na sua ordem',
  number: 'Nº',
  time: 'Tempo',
  who: 'Quem',
  call: 'Chamada',
  result: 'Resultado',
  nobody: 'rede, temporizadores',
  outside: 'de fora',
  refused: 'não foi feita',
  never: 'não retornou',
  later: (p) => `dorme; em ${p.step}: ${p.result}`,
  todo: 'O que fazer:',
  diagrams: 'Os diagramas, no fim da execução',
  part: (p) => `parte ${p.part} de ${p.of}`,
  sources: 'Os programas em C++',
  source: (p) => (p.process === null ? p.machine : `${p.machine}, processo ${p.process}`),
};
