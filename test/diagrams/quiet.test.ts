import { describe, expect, it } from 'vitest';
import { leftOutBefore, sequenceOf } from '../../src/diagrams/sequence/model.ts';
import { quietFlights } from '../../src/diagrams/quiet.ts';
import type { TraceEvent } from '../../src/engine/trace/event.ts';
import { showFlags } from '../../src/engine/wire/segment.ts';
import { SCENARIOS } from '../../src/lessons/scenarios/catalogue.ts';
import { observedRun, scriptOf } from '../support/observed-run.ts';

const OPENING = [
  { process: 'S', call: 'socket', as: 's' },
  { process: 'S', call: 'bind', fd: 's', address: '10.0.0.2', port: 8080 },
  { process: 'S', call: 'listen', fd: 's', backlog: 5 },
  { process: 'C', call: 'socket', as: 'c' },
  { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
  { process: 'S', call: 'accept', fd: 's', as: 'a' },
];
const traceOf = (steps: readonly object[], network: object = {}): readonly TraceEvent[] =>
  observedRun(
    scriptOf({
      name: 'test',
      hosts: { client: '10.0.0.1', server: '10.0.0.2' },
      processes: { C: { host: 'client' }, S: { host: 'server' } },
      network,
      steps: [...OPENING, ...steps],
    }),
    'patient',
  ).flat();

/** What is left of a trace's segments, and what is quiet: rule and flags of each. */
function told(trace: readonly TraceEvent[]): { loud: string[]; quiet: string[] } {
  const quiet = quietFlights(trace);
  const sent = trace.filter((event) => event.kind === 'sent');
  const show = (are: boolean): string[] =>
    sent
      .filter(({ flight }) => quiet.has(flight) === are)
      .map(({ rule, segment }) => `${rule} ${segment.payload.length > 0 ? 'text' : showFlags(segment.flags)}`);
  return { loud: show(false), quiet: show(true) };
}

const bulk = [
  { process: 'C', call: 'send', fd: 'c', bytes: 20_000 },
  { process: 'S', call: 'recv', fd: 'a', length: 20_000, flags: ['MSG_WAITALL'] },
  { wait: 1_000 },
];

describe('what may be left out', () => {
  it('nothing of the echo: each acknowledgement answers all that was sent', async () => {
    const echo = await SCENARIOS[0]?.load();
    expect(told(observedRun(scriptOf(echo), 'patient').flat()).quiet).toEqual([]);
  });

  it('never what opens, closes, resets or carries text, in any scenario', async () => {
    for (const { load } of SCENARIOS) {
      const { quiet } = told(observedRun(scriptOf(await load()), 'patient').flat());
      expect(quiet.filter((line) => !line.endsWith(' ACK'))).toEqual([]);
    }
  });

  it('acknowledgements in the midst of a flow, not the one that ends it', () => {
    const { loud, quiet } = told(traceOf(bulk));
    expect(loud.filter((line) => line.endsWith('text'))).toHaveLength(14);
    expect(loud.filter((line) => line === 'acknowledge ACK').length).toBeLessThanOrEqual(2);
    expect(quiet.length).toBeGreaterThan(10);
  });

  it('of duplicate acknowledgements those after the third', () => {
    const trace = traceOf(bulk, { delay_ms: 5, faults: [{ match: 'data', nth: 2, action: 'drop' }] });
    const { loud, quiet } = told(trace);
    expect(loud.filter((line) => line === 'text-out-of-order ACK')).toHaveLength(3);
    expect(quiet.filter((line) => line === 'text-out-of-order ACK').length).toBeGreaterThan(2);
    expect(loud).toContain('fast-retransmit text');
  });

  it('what answers an acknowledgement that was overtaken', () => {
    const overtaken = { direction: 'server->client', match: 'ack', nth: 2, action: { delay_ms: 30 } };
    const { loud, quiet } = told(traceOf(bulk, { delay_ms: 20, bandwidth_kbps: 2_000, faults: [overtaken] }));
    expect(quiet).toContain('timestamp-too-old ACK');
    expect(loud).not.toContain('timestamp-too-old ACK');
  });

  it('a delayed acknowledgement, but not when it changes a state', () => {
    const { loud, quiet } = told(
      traceOf([
        { process: 'C', call: 'send', fd: 'c', data: 'a' },
        { process: 'S', call: 'recv', fd: 'a', length: 9 },
        { process: 'S', call: 'send', fd: 'a', data: 'b' },
        { process: 'C', call: 'recv', fd: 'c', length: 9 },
        { process: 'C', call: 'send', fd: 'c', data: 'c' },
        { wait: 200 },
        { process: 'C', call: 'close', fd: 'c' },
        { wait: 200 },
      ]),
    );
    expect(quiet).toEqual(['ack-delayed ACK']);
    expect(loud.at(-2)).toBe('close-sends-fin FIN ACK');
  });

  it('probes and the answers to them, but not the window that closes and the one that opens', () => {
    const { loud, quiet } = told(
      traceOf([
        { process: 'C', call: 'send', fd: 'c', bytes: 300_000 },
        { wait: 3_000 },
        { process: 'S', call: 'recv', fd: 'a', length: 300_000, flags: ['MSG_WAITALL'] },
        { wait: 3_000 },
      ]),
    );
    expect(quiet).toContain('zero-window-probe ACK');
    expect(quiet).toContain('unacceptable-segment ACK');
    expect(loud).toContain('window-announced ACK');
  });

  it('not what is lost', () => {
    const network = { faults: [{ direction: 'server->client', match: 'ack', nth: 2, action: 'drop' }] };
    const lost = traceOf(bulk, network).find(({ kind }) => kind === 'lost');
    expect(lost?.kind === 'lost' && quietFlights(traceOf(bulk, network)).has(lost.flight)).toBe(false);
  });
});

describe('the sequence diagram', () => {
  it('leaves it out at the level of segments, and says of how many; all are there in full', () => {
    const trace = traceOf(bulk);
    const sentIn = (detail: 'segments' | 'detailed'): number =>
      sequenceOf(trace, detail, { unfolded: 'all' }).rows.filter(({ kind }) => kind === 'sent').length;
    const sent = trace.filter(({ kind }) => kind === 'sent').length;
    const { quiet } = told(trace);
    expect([sentIn('segments'), sentIn('detailed')]).toEqual([sent - quiet.length, sent]);
    const model = sequenceOf(trace, 'segments');
    expect(leftOutBefore(model, trace.length)).toBe(quiet.length);
    expect(leftOutBefore(model, 0)).toBe(0);
    expect(leftOutBefore(sequenceOf(trace, 'detailed'), trace.length)).toBe(0);
  });
});
