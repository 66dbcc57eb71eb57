import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { capturedIn } from '../../../src/formats/capture/tap.ts';
import { observedRun, scriptOf } from '../../support/observed-run.ts';

const scenario = new URL('../../../src/lessons/scenarios/firewall.json', import.meta.url);
const trace = observedRun(scriptOf(readFileSync(scenario, 'utf8')), 'patient').flat();
const synsAt = (vantage: string | null): number =>
  capturedIn(trace, vantage).filter(
    (event) => 'segment' in event && event.segment.flags.syn && !event.segment.flags.ack,
  ).length;

test('a host’s capture has what its own packet filter turns away, as tcpdump has it', () => {
  const turnedAway = trace.filter(({ rule }) => rule === 'filter-drops' || rule === 'filter-rejects').length;
  expect(turnedAway).toBeGreaterThan(10);
  expect(synsAt('server')).toBe(turnedAway + 1);
  expect(synsAt('client')).toBe(synsAt('server'));
  expect(synsAt(null)).toBe(synsAt('server'));
});

test('what a link loses has not come', () => {
  const lost = trace.flatMap((event) => (event.kind === 'sent' && event.from === 'client' ? [event.flight] : []));
  const without = trace.map((event) =>
    event.kind === 'lost' && event.flight === lost[0] ? { ...event, rule: 'link-loses' as const } : event,
  );
  expect(capturedIn(without, 'server')).toHaveLength(capturedIn(trace, 'server').length - 1);
});
