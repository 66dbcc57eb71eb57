import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../src/app/i18n/format.ts';

const en = formatOf('en');
const pt = formatOf('pt-BR');

describe('format', () => {
  it.each([
    [0, '0 ms', '0 ms'],
    [50, '50 µs', '50 µs'],
    [1_000, '1 ms', '1 ms'],
    [60_100, '60.1 ms', '60,1 ms'],
    [999_949, '999.9 ms', '999,9 ms'],
    [999_950, '1 s', '1 s'],
    [1_020_000, '1.02 s', '1,02 s'],
    [60_000_000, '60 s', '60 s'],
    [1_200_000_000, '1,200 s', '1.200 s'],
  ])('writes %d µs with no more digits than it needs', (micros, english, portuguese) => {
    expect(en.time(micros)).toBe(english);
    expect(pt.time(micros)).toBe(portuguese);
  });

  it('writes a clock with a fixed number of decimals', () => {
    expect([0, 60_000, 60_100, 1_000_000].map((time) => en.clock(time))).toEqual([
      '0.0 ms',
      '60.0 ms',
      '60.1 ms',
      '1.00 s',
    ]);
    expect(pt.clock(1_000_000)).toBe('1,00 s');
  });

  it('writes numbers and lists as the language does', () => {
    expect([en.number(46_336), pt.number(46_336)]).toEqual(['46,336', '46.336']);
    expect(en.list(['SYN', 'SYN ACK', 'ACK'])).toBe('SYN, SYN ACK, and ACK');
    expect(pt.list(['SYN', 'SYN ACK', 'ACK'])).toBe('SYN, SYN ACK e ACK');
  });

  it('chooses the plural by the number, none included', () => {
    const forms = { one: '# byte', other: '# bytes' };
    expect([0, 1, 2, 1_500].map((count) => en.plural(count, forms))).toEqual([
      '0 bytes',
      '1 byte',
      '2 bytes',
      '1,500 bytes',
    ]);
    expect([0, 1, 2, 1_000_000].map((count) => pt.plural(count, forms))).toEqual([
      '0 bytes',
      '1 byte',
      '2 bytes',
      '1.000.000 bytes',
    ]);
    expect(en.plural(0, { zero: 'no bytes', ...forms })).toBe('no bytes');
  });
});
