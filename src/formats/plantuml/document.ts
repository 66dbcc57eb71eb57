import { label } from './escape.ts';

/** What every diagram has in common: black on white, no shadows, and a face that is there. */
const STYLE = ['skinparam shadowing false', 'skinparam defaultFontName sans-serif', 'skinparam backgroundColor white'];

/** A whole PlantUML file: its title, and the lines of the diagram. */
export const plantumlDocument = (title: string, lines: readonly string[]): string =>
  ['@startuml', ...STYLE, `title ${label(title)}`, ...lines, '@enduml', ''].join('\n');
