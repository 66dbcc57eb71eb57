import type { Attribute } from '../../programs/classes/description.ts';
import type { ProgramClasses } from '../../programs/classes/program-classes.ts';
import { excerpt } from '../call-label.ts';
import type { ClassObject } from './model.ts';
import type { ClassWords } from './words.ts';
import type { Versions } from './versions.ts';

/** A slot of an object: an attribute and its value in the course of a run. */
export interface Slot {
  /** As in the class: `fd_`, `/state`. */
  readonly name: string;
  readonly at: (count: number) => string;
  /** All values that it ever has. */
  readonly all: readonly string[];
}

/** So much of what was received is shown. */
const EXCERPT = 14;

/** The slots of an object, in the order of its class's attributes, what is inherited first. */
export function slotsOf(object: ClassObject, classes: ProgramClasses, words: ClassWords): readonly Slot[] {
  const own = classes.classes.find(({ name }) => name === object.type);
  if (own === undefined) return [];
  const base = classes.classes.find(({ name }) => name === own.base);
  const roles = classes.associations
    .filter(({ from }) => from === object.type && from !== 'ServerSocket')
    .map(({ role }) => role);
  return [
    ...[...(base?.attributes ?? []), ...own.attributes].map((attribute) => slot(nameOf(attribute), object, words)),
    ...roles.map((role) => slot(role, object, words)),
  ].filter((one) => one !== null);
}

export const nameOf = ({ name, derived }: Attribute): string => `${derived ? '/' : ''}${name}`;

function slot(name: string, object: ClassObject, words: ClassWords): Slot | null {
  const { facts, watched, ready, data, fd } = object;
  const show = <T>(values: Versions<T>, tell: (value: T) => string): Slot => ({
    name,
    at: (count) => tell(values.at(count)),
    all: values.all.map(tell),
  });
  const plain = (value: string): string => value;
  /** What only the kernel knows: an object that has closed its descriptor cannot ask for it. */
  const asked = <T>(values: Versions<T> | undefined, tell: (value: T) => string): Slot => {
    const known = values === undefined ? null : show(values, tell);
    return {
      name,
      at: (count) => (known === null || isClosed(object, count) ? words.nothing : known.at(count)),
      all: [words.nothing, ...(known?.all ?? [])],
    };
  };
  const orNothing = (value: string | null): string => value ?? words.nothing;
  switch (name) {
    case 'fd_':
      return show(fd, (value) => (value === -1 ? `-1 (${words.closed})` : String(value ?? '')));
    case '/local':
      return asked(facts?.local, orNothing);
    case '/remote':
      return asked(facts?.remote, orNothing);
    case '/state':
      return asked(facts?.state, plain);
    case '/sendBuffer':
      return asked(facts?.sendBuffer, (bytes) => words.bytes(bytes));
    case '/receiveBuffer':
      return asked(facts?.receiveBuffer, (bytes) => words.bytes(bytes));
    case '/acceptQueue':
      return asked(facts?.acceptQueue, String);
    case 'data_':
      return show(data, (bytes) => excerpt(bytes, EXCERPT));
    case 'ready_':
      return show(ready, plain);
    case '/watched':
      return asked(watched.all, plain);
    case 'watched_':
      return show(watched.all, plain);
    case 'read_':
      return show(watched.read, plain);
    case 'write_':
      return show(watched.write, plain);
    case 'except_':
      return show(watched.except, plain);
    default:
      return null;
  }
}

/** Whether an object has closed its descriptor, or is no more. */
export const isClosed = (object: ClassObject, count: number): boolean =>
  (object.closedSince !== null && object.closedSince < count) || isGone(object, count);

export const isGone = ({ goneSince }: ClassObject, count: number): boolean => goneSince !== null && goneSince < count;

/** `c : ClientSocket`; without a name `: ClientSocket`. */
export const objectName = ({ name, type }: Pick<ClassObject, 'name' | 'type'>): string =>
  `${name === null ? '' : `${name} `}: ${type}`;
