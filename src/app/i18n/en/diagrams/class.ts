import type { ClassWords } from '../../../../diagrams/class/words.ts';
import { formatOf } from '../../format.ts';
import { bytes } from '../phrases.ts';

const format = formatOf('en');
const times = (count: number): string =>
  format.plural(count, { zero: 'not called yet', one: 'called once', other: 'called # times' });

/** The texts of the class diagram. */
export const classes: ClassWords = {
  title: 'Class diagram',
  empty: 'This program makes no call.',
  objectsOf: (process) => `Objects of ${process}`,
  nothing: '–',
  bytes,
  closed: 'closed',
  table: {
    columns: { of: 'Class or object', member: 'Member', now: 'Now' },
    aClass: ({ base, isAbstract, attributes }) =>
      [
        ...(isAbstract ? ['abstract'] : []),
        ...(base === null ? [] : [`is a ${base}`]),
        ...(attributes.length === 0 ? [] : [`attributes ${attributes.join(', ')}`]),
      ].join('; '),
    operation: ({ times: count, running, errno }) =>
      [
        times(count),
        ...(running === 'blocked' ? ['blocked in it'] : running === 'now' ? ['being executed'] : []),
        ...(errno === null ? [] : [`failed: ${errno}`]),
      ].join(', '),
    alive: 'alive',
    gone: 'gone with its process',
    summary: ({ program, classes: count, objects, running, isBlocked }) =>
      `The program of ${program} has ${format.plural(count, { one: '# class', other: '# classes' })} and ${format.plural(objects, { zero: 'no open object', one: '# open object', other: '# open objects' })} now${running === null ? '' : `; ${isBlocked ? 'it sleeps in' : 'being executed:'} ${running}`}.`,
  },
};
