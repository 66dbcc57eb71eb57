import { type ClassCursor, type ClassModel, executing, standingOf } from '../../diagrams/class/model.ts';
import { isClosed, objectName, slotsOf } from '../../diagrams/class/slots.ts';
import type { ClassWords } from '../../diagrams/class/words.ts';
import { signature } from '../../programs/classes/description.ts';
import { afterColon, label, quoted } from './escape.ts';

const idOf = (name: string): string => name.replaceAll('::', '_');

/**
 * Classes and the objects at a cursor. Mermaid has no object diagram: an object is a class that is annotated as one. The class whose operation is
 * being executed has a thick edge.
 */
export function classMermaid(
  model: ClassModel,
  { title, words, ...cursor }: { readonly title: string; readonly words: ClassWords } & ClassCursor,
): string {
  const { count } = cursor;
  const { classes, associations, dependencies } = model.classes;
  const running = new Set(executing(model, cursor).map(({ operation }) => idOf(operation.owner)));
  const defined = classes.flatMap((each) => [
    `  class ${idOf(each.name)}[${quoted(each.name)}] {`,
    ...(each.isAbstract ? ['    <<abstract>>'] : each.stereotype === null ? [] : [`    <<${each.stereotype}>>`]),
    ...each.attributes.map((one) => `    ${one.visibility}${member(signature(one))}`),
    ...each.operations.map((one) => {
      const { times, errno } = standingOf(model.callsOf(each.name, one.id), count);
      const standing = times === 0 ? '' : ` ${times}×${errno === null ? '' : ` ${errno}`}`;
      // Where Mermaid shows what is returned it writes the colon itself.
      return `    ${one.visibility}${member(signature(one).replace(') : ', ') '))}${standing}${one.isStatic ? '$' : ''}`;
    }),
    '  }',
  ]);
  const related = [
    ...classes.flatMap(({ name, base }) => (base === null ? [] : [`  ${base} <|-- ${name}`])),
    ...dependencies.map(({ from, to }) => `  ${from} ..> ${to} : «use»`),
    ...associations.map(({ from, to, role }) => `  ${from} "0..1" -- "*" ${to} : ${afterColon(role)}`),
  ];
  const there = model.objects.filter(({ since }) => since < count);
  const idOfObject = new Map(there.map((each, index) => [each, `o${index + 1}`]));
  const objects = there.flatMap((each) => [
    `  class ${idOfObject.get(each)}[${quoted(`${objectName(each)}${isClosed(each, count) ? ` (${words.closed})` : ''}`)}] {`,
    '    <<object>>',
    ...slotsOf(each, model.classes, words).map((slot) => `    ${member(`${slot.name} = ${slot.at(count)}`)}`),
    '  }',
  ]);
  const links = there.flatMap((each) => {
    const by = each.acceptedBy && idOfObject.get(each.acceptedBy);
    return by ? [`  ${by} -- ${idOfObject.get(each)}`] : [];
  });
  return [
    '---',
    `title: ${JSON.stringify(label(title))}`,
    '---',
    'classDiagram',
    ...defined,
    ...related,
    ...objects,
    ...links,
    ...[...running].map((name) => `  style ${name} stroke:#c99700,stroke-width:3px`),
    '',
  ].join('\n');
}

/** A member of a class, in which braces would end it. */
const member = (text: string): string => text.replaceAll('{', '(').replaceAll('}', ')').replaceAll('~', '#126;');
