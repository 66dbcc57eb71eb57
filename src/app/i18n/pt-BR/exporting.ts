import type { DiagramId } from '../../shell/view.ts';
import type { ExportingMessages } from '../en/exporting.ts';

const KINDS: Readonly<Record<DiagramId, string>> = {
  sequence: 'diagrama de sequência',
  communication: 'diagrama de comunicação',
  activity: 'diagrama de atividades',
  class: 'diagrama de classes',
  useCase: 'diagrama de casos de uso',
  states: 'diagrama de máquina de estados',
};

export const exporting: ExportingMessages = {
  title: (diagram) => `Exportar o ${KINDS[diagram]}`,
  about:
    'O diagrama inteiro neste momento da execução, também o que não está à vista; desenhado como no painel, se você não escolher outra coisa.',
  which: 'Qual deles',
  detail: 'Detalhe',
  details: { calls: 'Chamadas', segments: 'Segmentos', detailed: 'Tudo' },
  spacing: 'Linhas',
  spacings: { rows: 'Iguais, uma por evento', time: 'Em escala, distantes como no tempo' },
  runs: 'Mensagens',
  runsNames: { shown: 'Como no painel', unfolded: 'Todas', folded: 'Séries longas reunidas' },
  colours: 'Cores',
  themes: { light: 'Claro', dark: 'Escuro' },
  formats: { svg: 'Imagem (SVG)', png: 'Imagem (PNG)', plantuml: 'Texto PlantUML', mermaid: 'Texto Mermaid' },
  png: (scale) => `Imagem (PNG, ${scale}×)`,
  copy: 'Copiar',
  save: 'Salvar',
  copyNamed: (what) => `Copiar: ${what}`,
  saveNamed: (what) => `Salvar: ${what}`,
  copied: (what) => `Copiado: ${what}`,
  saved: (name) => `Salvo: ${name}`,
  failed: 'Não funcionou: o navegador recusou.',
  unknown: (language, diagram) => `${language} não tem ${KINDS[diagram]}.`,
  insecure: 'Este navegador só deixa copiar de páginas que vêm por https.',
  noPictures: 'Este navegador não deixa a página copiar imagens.',
  tooLong: 'O diagrama é longo demais para um PNG. SVG não tem esse limite.',
  nothing: 'Não há o que exportar: este diagrama está vazio nesta execução.',
};
