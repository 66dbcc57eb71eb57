import type { ClassWords } from '../../../../diagrams/class/words.ts';
import { formatOf } from '../../format.ts';
import { bytes } from '../phrases.ts';

const format = formatOf('pt-BR');
const times = (count: number): string =>
  format.plural(count, { zero: 'ainda não chamada', one: 'chamada uma vez', other: 'chamada # vezes' });

/** The texts of the class diagram. */
export const classes: ClassWords = {
  title: 'Diagrama de classes',
  empty: 'Este programa não faz nenhuma chamada.',
  objectsOf: (process) => `Objetos de ${process}`,
  nothing: '–',
  bytes,
  closed: 'fechado',
  table: {
    columns: { of: 'Classe ou objeto', member: 'Membro', now: 'Agora' },
    aClass: ({ base, isAbstract, attributes }) =>
      [
        ...(isAbstract ? ['abstrata'] : []),
        ...(base === null ? [] : [`é um ${base}`]),
        ...(attributes.length === 0 ? [] : [`atributos ${attributes.join(', ')}`]),
      ].join('; '),
    operation: ({ times: count, running, errno }) =>
      [
        times(count),
        ...(running === 'blocked' ? ['bloqueada nela'] : running === 'now' ? ['em execução'] : []),
        ...(errno === null ? [] : [`falhou: ${errno}`]),
      ].join(', '),
    alive: 'vivo',
    gone: 'destruído com o seu processo',
    summary: ({ program, classes: count, objects, running, isBlocked }) =>
      `O programa do ${program} tem ${format.plural(count, { one: '# classe', other: '# classes' })} e ${format.plural(objects, { zero: 'nenhum objeto aberto', one: '# objeto aberto', other: '# objetos abertos' })} agora${running === null ? '' : `; ${isBlocked ? 'dorme em' : 'em execução:'} ${running}`}.`,
  },
};
