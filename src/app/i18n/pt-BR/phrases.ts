import { formatOf } from '../format.ts';

const format = formatOf('pt-BR');

export const bytes = (count: number): string => format.plural(count, { one: '# byte', other: '# bytes' });
export const connections = (count: number): string => format.plural(count, { one: '# conexão', other: '# conexões' });
export const segments = (count: number): string => format.plural(count, { one: '# segmento', other: '# segmentos' });
export const number = (value: number): string => format.number(value);
export const time = (micros: number): string => format.time(micros);
export const list = (items: readonly string[]): string => format.list(items);
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
