import type { DiagramId } from '../../shell/view.ts';

const KINDS: Readonly<Record<DiagramId, string>> = {
  sequence: 'sequence diagram',
  communication: 'communication diagram',
  activity: 'activity diagram',
  class: 'class diagram',
  useCase: 'use case diagram',
  states: 'state machine diagram',
};

/** The texts of the dialog in which a diagram is exported. They are fetched with it. */
export const exporting = {
  title: (diagram: DiagramId): string => `Export the ${KINDS[diagram]}`,
  about:
    'The whole diagram at this moment of the run, also what is not in sight; drawn as its panel shows it, unless you choose otherwise.',
  which: 'Which one',
  detail: 'Detail',
  details: { calls: 'Calls', segments: 'Segments', detailed: 'All' },
  spacing: 'Rows',
  spacings: { rows: 'Evenly, one an event', time: 'To scale, as far apart as time has it' },
  runs: 'Messages',
  runsNames: { shown: 'As in the panel', unfolded: 'Every one', folded: 'Long runs gathered' },
  colours: 'Colours',
  themes: { light: 'Light', dark: 'Dark' },
  formats: { svg: 'Picture (SVG)', png: 'Picture (PNG)', plantuml: 'PlantUML text', mermaid: 'Mermaid text' },
  png: (scale: string): string => `Picture (PNG, ${scale}×)`,
  copy: 'Copy',
  save: 'Save',
  copyNamed: (what: string): string => `Copy: ${what}`,
  saveNamed: (what: string): string => `Save: ${what}`,
  copied: (what: string): string => `Copied: ${what}`,
  saved: (name: string): string => `Saved: ${name}`,
  failed: 'That did not work: the browser refused it.',
  /** Why something cannot be had. */
  unknown: (language: 'PlantUML' | 'Mermaid', diagram: DiagramId): string => `${language} has no ${KINDS[diagram]}.`,
  insecure: 'This browser lets a page copy only when it comes by https.',
  noPictures: 'This browser lets a page copy no pictures.',
  tooLong: 'The diagram is too long for a PNG. SVG has no such limit.',
  nothing: 'There is nothing to export: this diagram is empty in this run.',
};

export type ExportingMessages = typeof exporting;
