import { type ClassCursor, type ClassModel, executing, standingOf } from '../../diagrams/class/model.ts';
import { isClosed, objectName, slotsOf } from '../../diagrams/class/slots.ts';
import type { ClassWords } from '../../diagrams/class/words.ts';
import { signature } from '../../programs/classes/description.ts';
import { plantumlDocument } from './document.ts';
import { label, quoted } from './escape.ts';

/** A class's name as PlantUML wants it: two colons would be a package. */
const idOf = (name: string): string => name.replaceAll('::', '_');

/** Classes and, below them, the objects at a cursor. An operation that is being executed is bold, and how often each was called follows it. */
export function classPlantuml(
  model: ClassModel,
  { title, words, ...cursor }: { readonly title: string; readonly words: ClassWords } & ClassCursor,
): string {
  const { count } = cursor;
  const { classes, associations, dependencies } = model.classes;
  const running = executing(model, cursor);
  const defined = classes.flatMap((each) => [
    `${each.isAbstract ? 'abstract ' : ''}class ${quoted(each.name)} as ${idOf(each.name)}${each.stereotype === null ? '' : ` <<${each.stereotype}>>`} {`,
    ...each.attributes.map((one) => `  ${one.visibility}{field} ${label(signature(one))}`),
    ...each.operations.map((one) => {
      const { times, errno } = standingOf(model.callsOf(each.name, one.id), count);
      const now = running.some(({ operation }) => operation.owner === each.name && operation.id === one.id);
      const told = label(signature(one));
      const standing = times === 0 ? '' : ` ${times}×${errno === null ? '' : ` ${errno}`}`;
      return `  ${one.visibility}${one.isStatic ? '{static}' : '{method}'} ${now ? `<b>${told}</b>` : told}${standing}`;
    }),
    '}',
  ]);
  const related = [
    ...classes.flatMap(({ name, base }) => (base === null ? [] : [`${base} <|-- ${name}`])),
    ...dependencies.map(({ from, to }) => `${from} ..> ${to} : <<use>>`),
    ...associations.map(({ from, to, role }) => `${from} "0..1" -- "${role} *" ${to}`),
  ];
  const there = model.objects.filter(({ since }) => since < count);
  const idOfObject = new Map(there.map((each, index) => [each, `o${index + 1}`]));
  const objects = there.flatMap((each) => [
    `object ${underlined(`${objectName(each)}${isClosed(each, count) ? ` (${words.closed})` : ''}`)} as ${idOfObject.get(each)} {`,
    ...slotsOf(each, model.classes, words).map((slot) => `  ${label(`${slot.name} = ${slot.at(count)}`)}`),
    '}',
  ]);
  const links = there.flatMap((each) => {
    const by = each.acceptedBy && idOfObject.get(each.acceptedBy);
    return by ? [`${by} -- ${idOfObject.get(each)}`] : [];
  });
  return plantumlDocument(title, [
    'hide circle',
    'skinparam classAttributeIconSize 0',
    ...defined,
    ...related,
    ...objects,
    ...links,
  ]);
}

/** The name of an instance, as UML wants it. */
const underlined = (name: string): string => `"<u>${quoted(name).slice(1, -1)}</u>"`;
