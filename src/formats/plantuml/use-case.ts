import type { Cast } from '../../diagrams/cast.ts';
import { labelOf } from '../../diagrams/cast.ts';
import type { UseCaseId } from '../../diagrams/use-case/catalogue.ts';
import { systemName } from '../../diagrams/use-case/layout.ts';
import { type Status, statusOf, type UseCaseModel } from '../../diagrams/use-case/model.ts';
import type { UseCaseWords } from '../../diagrams/use-case/words.ts';
import { plantumlDocument } from './document.ts';
import { label, quoted } from './escape.ts';

const COLOURS: Readonly<Record<Status['kind'], string>> = {
  'not-begun': '#FFFFFF',
  'under-way': '#FFF3D6',
  achieved: '#E3F4EC',
  failed: '#FDECEA',
};

const idOf = (id: UseCaseId): string => `UC_${id.replaceAll('-', '_')}`;

/** On a line of its own below the keyword; nothing where there is none. */
const conditionOf = (part: UseCaseId, { conditions }: UseCaseWords): string =>
  conditions[part] === undefined ? '' : `\\n${label(conditions[part])}`;

/** The use cases of a program, each with how far it is at a cursor, below its name and by its colour. */
export function casesPlantuml(
  model: UseCaseModel,
  {
    title,
    words,
    cast,
    count,
  }: { readonly title: string; readonly words: UseCaseWords; readonly cast: Cast; readonly count: number },
): string {
  const useCases = [...model.byId.values()].map((useCase) => {
    const status = statusOf(model, useCase, count);
    const name = `"${label(words.names[useCase.id])}\\n(${label(words.table.status(status))})"`;
    return `  usecase ${name} as ${idOf(useCase.id)} ${COLOURS[status.kind]}`;
  });
  const actors = model.actors.map(({ kind, hosts }) => {
    const name = words.actor(
      kind,
      hosts.map((host) => labelOf(cast, host)),
    );
    return `actor ${quoted(name)} as ${kind}`;
  });
  return plantumlDocument(title, [
    'left to right direction',
    ...actors,
    `rectangle ${quoted(words.system(systemName(cast, model.process)))} {`,
    ...useCases,
    '}',
    // What is named first stands on the left.
    ...model.actors.flatMap(({ kind, side, acts }) =>
      acts.map((id) => (side === 'left' ? `${kind} -- ${idOf(id)}` : `${idOf(id)} -- ${kind}`)),
    ),
    ...model.relations.map(({ goal, part, kind }) =>
      kind === 'include'
        ? `${idOf(goal)} ..> ${idOf(part)} : <<include>>`
        : `${idOf(part)} ..> ${idOf(goal)} : <<extend>>${conditionOf(part, words)}`,
    ),
  ]);
}
