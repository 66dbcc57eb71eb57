import { describe, expect, it } from 'vitest';
import { type Ledger, ledgerOf } from '../../../src/app/stage/ledger.ts';
import { act, worldAt } from '../../../src/engine/history/run.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { DEFAULT_SCRIPT } from '../../../src/lessons/scenarios/catalogue.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';
import { afterReturn, runScript } from '../../support/stage.tsx';

/** Everything that a ledger answers about the names that occur in a trace. */
function told(ledger: Ledger, trace: readonly TraceEvent[]): unknown {
  const processes = new Set<string>();
  const steps = new Set<number>();
  const streams = new Set<string>();
  const pairs = new Set<string>();
  for (const event of trace) {
    if (event.kind === 'call') processes.add(event.process);
    if (event.kind === 'call' && event.step !== null) steps.add(event.step);
    if ('socket' in event && event.socket !== null) streams.add(`${event.host}/${event.socket}`);
    if (event.kind !== 'sent') continue;
    const { source, destination } = event.segment;
    pairs.add(`${source.address}:${source.port}>${destination.address}:${destination.port}`);
  }
  const each = <K, V>(keys: Iterable<K>, find: (key: K) => V): [K, V][] => [...keys].map((key) => [key, find(key)]);
  return {
    calls: ledger.calls.newest(Infinity),
    backwards: [...ledger.calls.newestFirst()].toReversed(),
    processes: each(processes, (process) => ({
      last: ledger.lastCall.get(process),
      calls: ledger.callsOf(process),
      sinceHand: ledger.callsSinceHand(process),
      inHand: ledger.isInHand(process),
      gone: ledger.isGone(process),
      names: [...(ledger.fdNames.get(process) ?? [])],
    })),
    steps: each(steps, ledger.callOfStep.get),
    flights: ledger.flights.newest(Infinity),
    found: ledger.flights.newest(Infinity).map(({ id }) => ledger.flights.get(id)?.id),
    lost: [...ledger.lost()],
    ways: ledger.ways(),
    streams: each(streams, (key) => ledger.streams.get(key) ?? { writes: [], reads: [], sent: [] }),
    senders: each(pairs, ledger.senders.get),
  };
}

function holdsAtEveryPlace(trace: readonly TraceEvent[]): void {
  // From the end to the start: what was looked up before must not matter.
  for (let end = trace.length; end >= 0; end--)
    expect(told(ledgerOf(trace, end), trace)).toEqual(told(ledgerOf(trace.slice(0, end)), trace));
}

describe('the ledger as of an event', async () => {
  it.each(await scenarioRuns())('is the one of the trace up to there: $id', ({ timeline }) => {
    holdsAtEveryPlace(timeline.trace.items.slice(0, timeline.trace.length));
  });

  it('is the one of the trace up to there once the user has taken a hand', () => {
    const echo = runScript(DEFAULT_SCRIPT);
    const step = afterReturn(echo, 'S', 'bind');
    const cursor = { step, time: worldAt(echo.timeline, step).now };
    const close = { kind: 'call', process: 'S', call: { name: 'close', fd: 3 }, names: { fd: 's', as: null } } as const;
    holdsAtEveryPlace(act(echo.timeline, cursor, close).trace.items);
  });

  it('knows nothing of what a call or a segment will come to', () => {
    const { timeline } = runScript(DEFAULT_SCRIPT);
    const trace = timeline.trace.items;
    const at = trace.findIndex(({ kind }) => kind === 'block');
    const [call] = ledgerOf(trace, at + 1).calls.newest(1);
    expect(call).toMatchObject({ result: null, returnedAt: null });
    expect(ledgerOf(trace).calls.get(call?.callId ?? -1)?.result?.returns).toBeGreaterThanOrEqual(0);
    const sent = trace.findIndex(({ kind }) => kind === 'sent');
    expect(ledgerOf(trace, sent).flights.size).toBe(0);
    expect(ledgerOf(trace, sent + 1).flights.newest(1)).toMatchObject([{ outcome: 'flying' }]);
  });

  it('goes on when the trace grows', () => {
    const { items } = runScript(DEFAULT_SCRIPT).timeline.trace;
    const growing = items.slice(0, 12);
    ledgerOf(growing);
    growing.push(...items.slice(12));
    expect(told(ledgerOf(growing), items)).toEqual(told(ledgerOf(items), items));
  });

  it('gives each direction lanes of its own', () => {
    const segment = { source: { address: '10.0.0.1', port: 1 }, destination: { address: '10.0.0.2', port: 2 } };
    const sent = (flight: number, from: string, to: string): TraceEvent =>
      ({ kind: 'sent', flight, from, to, at: 0, arrives: 20_000, socket: null, segment }) as unknown as TraceEvent;
    const trace = [sent(1, 'client', 'server'), sent(2, 'server', 'client'), sent(3, 'client', 'server')];
    expect(
      ledgerOf(trace)
        .flights.newest(3)
        .map(({ lane }) => lane),
    ).toEqual([0, 0, 1]);
  });

  it('returns the same record while nothing becomes of it', () => {
    const { items } = runScript(DEFAULT_SCRIPT).timeline.trace;
    const first = (end: number) => [...ledgerOf(items, end).calls.newestFirst()].at(-1);
    expect(first(items.length)).toBe(first(items.length - 1));
  });
});
