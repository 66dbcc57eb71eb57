import { describe, expect, it } from 'vitest';
import { arrange, NOWHERE, wiresBetween } from '../../../src/app/stage/arrangement.ts';

const draw = (hosts: readonly string[]): string[] =>
  arrange(hosts).map(({ name, side, tone, number }) => `${name} ${side} ${tone} ${number ?? '-'}`);

describe('where machines stand', () => {
  it('the client left, the server right', () => {
    expect(draw(['client', 'server'])).toEqual(['client left client -', 'server right server -']);
    expect(draw(['server', 'client'])).toEqual(['server right server -', 'client left client -']);
  });

  it('several clients are numbered, and each has its colours', () => {
    expect(draw(['client1', 'client2', 'server'])).toEqual([
      'client1 left client 1',
      'client2 left third 2',
      'server right server -',
    ]);
  });

  it('machines with other names keep them; the last is the one that is called', () => {
    expect(draw(['alice', 'bob'])).toEqual(['alice left client -', 'bob right server -']);
  });

  it('a machine alone stands left', () => {
    expect(draw(['local'])).toEqual(['local left client -']);
  });
});

describe('wires', () => {
  it('lead from every client to the server', () => {
    expect(wiresBetween(arrange(['client1', 'client2', 'server']), [])).toEqual([
      { left: 'client1', right: 'server' },
      { left: 'client2', right: 'server' },
    ]);
  });

  it('another is there once something has flown on it, whichever way', () => {
    const placed = arrange(['client1', 'client2', 'server']);
    const flown = [
      { from: 'client2', to: 'client1' },
      { from: 'client1', to: 'client2' },
      { from: 'server', to: 'client1' },
    ];
    expect(wiresBetween(placed, flown)).toHaveLength(3);
  });

  it('to an address that no machine has, one that ends in nothing', () => {
    const placed = arrange(['client', 'server']);
    const flown = [
      { from: 'client', to: NOWHERE },
      { from: 'server', to: NOWHERE },
    ];
    expect(wiresBetween(placed, flown).slice(1)).toEqual([
      { left: 'client', right: NOWHERE },
      { left: NOWHERE, right: 'server' },
    ]);
  });
});
