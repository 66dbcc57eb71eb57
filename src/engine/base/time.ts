import type { Brand } from './brand.ts';

/** Virtual time or a span of it, in whole microseconds since the World began. Never negative, never fractional. */
export type Micros = Brand<number, 'Micros'>;

export const micros = (value: number): Micros => Math.round(value) as Micros;
export const milliseconds = (value: number): Micros => Math.round(value * 1_000) as Micros;
export const seconds = (value: number): Micros => Math.round(value * 1_000_000) as Micros;

/** The moment `span` after `moment`. */
export const later = (moment: Micros, span: Micros): Micros => (moment + span) as Micros;
