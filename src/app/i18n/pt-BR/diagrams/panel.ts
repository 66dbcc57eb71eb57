import type { PanelWords } from '../../en/diagrams/panel.ts';
import { formatOf } from '../../format.ts';

const format = formatOf('pt-BR');

/** The texts of what stands around a diagram. */
export const panel: PanelWords = {
  sequence: 'Diagrama de sequência',
  communication: 'Diagrama de comunicação',
  sequenceTitle: 'Sequência',
  detail: 'Detalhe',
  details: { calls: 'Chamadas', segments: 'Segmentos', detailed: 'Tudo' },
  detailTitles: {
    calls: 'Só chamadas e retornos',
    segments: 'Chamadas e segmentos, sem ACKs puros no meio do fluxo, atualizações de janela, keep-alives e sondas',
    detailed: 'Todos os segmentos com números de sequência, e os estados das conexões',
  },
  toScale: 'Em escala: linhas tão afastadas quanto no tempo, onde os textos deixam',
  notToScale: (language) =>
    `Fora de escala: o próprio ${language} posiciona as mensagens, uma abaixo da outra. O SVG está em escala.`,
  side: 'Visão de quem',
  sides: { left: 'Cliente', both: 'Ambos', right: 'Servidor' },
  leftOut: (count) =>
    format.plural(count, {
      one: '# segmento discreto não aparece neste nível',
      other: '# segmentos discretos não aparecem neste nível',
    }),
  zoomIn: 'Ampliar',
  zoomOut: 'Reduzir',
  fit: 'Ajustar à largura',
  minimap: 'Toda a execução: arraste ou use as setas para mover o que se vê',
  follow: 'Acompanhar',
  followTitle: 'Voltar à linha do agora e acompanhá-la',
  table: 'Como tabela',
  earlierRows: (count) =>
    `${format.plural(count, { one: '# linha anterior foi omitida', other: '# linhas anteriores foram omitidas' })}. Volte no tempo para vê-las.`,
  export: 'Exportar: imagem ou texto',
  find: 'Procurar no diagrama',
  findField: 'Procurar',
  findClose: 'Fechar a procura',
  found: (at, of) => (of === 0 ? 'Nada encontrado' : `${format.number(at)} de ${format.number(of)}`),
  previous: 'Anterior',
  next: 'Próximo',
  fitWhole: 'Mostrar o diagrama inteiro',
  goTo: 'Ir para onde o selecionado aconteceu; de novo: para o próximo lugar',
  selectToGo: 'Ir para onde aconteceu: selecione algo primeiro',
  whose: 'De quem',
  turn: (name: string): string => `Selecionado: ${name}`,
  turnTitle: 'Mostrar o diagrama que contém o que está selecionado e, daqui em diante, seguir a seleção',
  empty: 'Nada aconteceu ainda.',
};
