import { describe, expect, test } from 'vitest';
import { castOf } from '../../../src/diagrams/cast.ts';
import type { UseCaseId } from '../../../src/diagrams/use-case/catalogue.ts';
import {
  type Status,
  statusOf,
  type UseCase,
  type UseCaseModel,
  casesOf,
} from '../../../src/diagrams/use-case/model.ts';
import { doingsOf } from '../../../src/diagrams/use-case/occurrences.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { calls, TraceBuilder } from '../../support/trace-builder.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

const runs = await scenarioRuns();
const timelineOf = (scenario: string): Timeline => {
  const run = runs.find(({ id }) => id === scenario);
  if (!run) throw new Error(`no scenario ${scenario}`);
  return run.timeline;
};
function modelOf(
  scenario: string,
  process: string,
): { readonly model: UseCaseModel; readonly trace: readonly TraceEvent[] } {
  const { trace, recording } = timelineOf(scenario);
  const items = logItems(trace);
  return { model: casesOf(items, castOf(recording.setting, items), process), trace: items };
}
const said = (status: Status): string =>
  status.kind === 'failed'
    ? `failed ${status.by}`
    : status.kind === 'under-way' && status.blocked
      ? 'blocked'
      : status.kind;
const statusIn = (model: UseCaseModel, id: UseCaseId, count: number): string => {
  const useCase = model.byId.get(id);
  return useCase === undefined ? 'absent' : said(statusOf(model, useCase, count));
};
/** Just after the first event that `is` accepts. */
const after = (trace: readonly TraceEvent[], is: (event: TraceEvent) => boolean): number => trace.findIndex(is) + 1;
const returned = (name: string, nth = 1) => {
  let met = 0;
  return (event: TraceEvent): boolean => event.kind === 'return' && event.call.name === name && ++met === nth;
};

describe('what there is', () => {
  test('a client of the slides', () => {
    const { model } = modelOf('echo', 'C');
    expect(model.role).toBe('client');
    expect(model.relations.map(({ goal, kind, part }) => `${goal} ${kind} ${part}`)).toEqual([
      'connect include create',
      'connect include handshake',
      'connect extend connect-failed',
      'exchange include send',
      'exchange include receive',
      'exchange extend end-of-stream',
    ]);
    expect(model.actors.map(({ kind, side, hosts, acts }) => [kind, side, hosts.join(), acts.join()])).toEqual([
      ['user', 'left', '', 'connect,exchange,close'],
      ['server', 'right', 'server', 'handshake,send,receive'],
    ]);
  });

  test('a server of the slides', () => {
    const { model } = modelOf('echo', 'S');
    expect(model.role).toBe('server');
    expect([...model.byId.keys()].toSorted()).toEqual([
      'accept',
      'bind',
      'close',
      'create',
      'end-of-stream',
      'listen',
      'offer',
      'receive',
      'send',
      'serve',
      'stop',
    ]);
    expect(model.actors.map(({ kind, side }) => `${kind} ${side}`)).toEqual(['clients left', 'operator right']);
  });

  test.each([
    ['poll', 'S', 'watch'],
    ['edge-triggered', 'S', 'watch'],
    ['edge-triggered', 'S', 'later'],
    ['fork-server', 'S', 'fork'],
    ['threads-accept', 'S', 'threads'],
    ['address-in-use', 'S', 'options'],
    ['address-in-use', 'S', 'bind-failed'],
    ['address-in-use', 'S', 'retry-bind'],
    ['half-close', 'C', 'half-close'],
    ['refused', 'C', 'retry-connect'],
    ['unread-data', 'C', 'broken'],
  ] as const)('%s: only a program that does it has it (%s %s)', (scenario, process, id) => {
    expect(modelOf(scenario, process).model.byId.has(id)).toBe(true);
    expect(modelOf('echo', process).model.byId.has(id)).toBe(false);
  });

  test('a program of which nothing is known yet is taken for what stands on its side', () => {
    const cast = castOf(timelineOf('echo').recording.setting);
    expect(casesOf([], cast, 'C').role).toBe('client');
    expect(casesOf([], cast, 'S').role).toBe('server');
  });

  test('one that accepts and connects is both', () => {
    const { events } = new TraceBuilder()
      .does('S', calls.socket(), 3)
      .does('S', calls.listen(3), 0)
      .does('S', calls.connect(4), 'ECONNREFUSED');
    const model = casesOf(events, castOf(timelineOf('echo').recording.setting), 'S');
    expect(model.role).toBe('both');
    expect(model.actors.map(({ kind }) => kind)).toEqual(['clients', 'operator', 'server']);
    expect(statusIn(model, 'connect', events.length)).toBe('failed ECONNREFUSED');
  });

  test('children and threads belong to the program', () => {
    const { model } = modelOf('fork-server', 'S');
    expect(model.byId.get('receive')?.subject).toMatchObject({ calls: [10] });
    // That the child closes its copy of the listening socket stops no service.
    expect(model.byId.get('stop')?.subject).toMatchObject({ calls: [18] });
    expect(model.byId.get('fork')?.subject).toMatchObject({ calls: [7, 8] });
    expect(modelOf('threads-accept', 'S').model.byId.get('accept')?.subject).toMatchObject({ calls: [6, 7] });
  });
});

describe('how far it is', () => {
  test('connect: not begun, asleep, achieved', () => {
    const { model, trace } = modelOf('echo', 'C');
    expect(statusIn(model, 'connect', 0)).toBe('not-begun');
    const slept = after(trace, (event) => event.kind === 'block' && event.call.name === 'connect');
    expect(statusIn(model, 'connect', slept - 1)).toBe('under-way');
    expect(statusIn(model, 'connect', slept)).toBe('blocked');
    expect(statusIn(model, 'handshake', slept)).toBe('under-way');
    const established = after(trace, (event) => event.kind === 'state' && event.rule === 'syn-sent-syn-ack');
    expect(statusIn(model, 'handshake', established)).toBe('achieved');
    expect(statusIn(model, 'connect', after(trace, returned('connect')))).toBe('achieved');
  });

  test('exchange goes on until its last call before the close is done', () => {
    const { model, trace } = modelOf('echo', 'C');
    const sent = after(trace, returned('send'));
    expect([statusIn(model, 'send', sent), statusIn(model, 'exchange', sent)]).toEqual(['achieved', 'under-way']);
    expect(statusIn(model, 'exchange', trace.length)).toBe('achieved');
  });

  test('offering is done with listen', () => {
    const { model, trace } = modelOf('echo', 'S');
    expect(statusIn(model, 'offer', after(trace, returned('bind')))).toBe('under-way');
    expect(statusIn(model, 'offer', after(trace, returned('listen')))).toBe('achieved');
  });

  test('a refused connect fails with its errno, is reported, and tried again', () => {
    const { model, trace } = modelOf('refused', 'C');
    const refused = after(trace, returned('connect'));
    expect(statusIn(model, 'connect', refused)).toBe('failed ECONNREFUSED');
    expect(statusIn(model, 'handshake', refused)).toBe('failed ECONNREFUSED');
    expect(statusIn(model, 'connect-failed', refused)).toBe('under-way');
    const closed = after(trace, returned('close'));
    expect(statusIn(model, 'connect-failed', closed)).toBe('achieved');
    // Closing what never was a connection is a part of coping with that.
    expect(statusIn(model, 'close', closed)).toBe('not-begun');
    expect(statusIn(model, 'retry-connect', closed)).toBe('not-begun');
    expect(statusIn(model, 'connect', trace.length)).toBe('achieved');
    expect(statusIn(model, 'retry-connect', trace.length)).toBe('achieved');
  });

  test('a failure that was mended is remembered, with the call that failed, also while it is tried again', () => {
    const { model, trace } = modelOf('refused', 'C');
    const before = (id: UseCaseId, count: number): unknown => {
      const status = statusOf(model, model.byId.get(id) as UseCase, count);
      return 'before' in status ? status.before : status.kind;
    };
    const refused = after(trace, returned('connect'));
    const failed = trace[refused - 1];
    if (failed?.kind !== 'return') throw new Error('connect did not return');
    const failure = { by: 'ECONNREFUSED', callId: failed.callId, end: refused - 1 };
    const again = after(trace, (event) => event.kind === 'block' && event.callId > failed.callId);
    expect(before('connect', refused)).toBe('failed');
    expect(before('connect', again)).toEqual(failure);
    expect(before('connect', trace.length)).toEqual(failure);
    expect(before('handshake', trace.length)).toMatchObject({ by: 'ECONNREFUSED', callId: failed.callId });
    expect(before('create', trace.length)).toBeNull();
    expect(before('retry-connect', trace.length)).toBeNull();
  });

  test('bind fails, and at the second try it does not', () => {
    const { model, trace } = modelOf('address-in-use', 'S');
    const failed = after(trace, returned('bind', 2));
    expect(statusIn(model, 'bind', failed)).toBe('failed EADDRINUSE');
    expect(statusIn(model, 'offer', failed)).toBe('failed EADDRINUSE');
    expect(statusIn(model, 'offer', trace.length)).toBe('achieved');
  });

  test('what EAGAIN says is no failure', () => {
    const { model, trace } = modelOf('edge-triggered', 'S');
    const again = after(trace, (event) => event.kind === 'return' && event.rule === 'recv-eagain');
    expect(statusIn(model, 'receive', again)).toBe('achieved');
    expect(statusIn(model, 'later', again)).toBe('achieved');
  });

  test('the end of the stream, and a connection that broke', () => {
    const half = modelOf('half-close', 'S');
    expect(half.model.byId.get('end-of-stream')?.subject).toMatchObject({ calls: [10] });
    const unread = modelOf('unread-data', 'C');
    expect(statusIn(unread.model, 'receive', after(unread.trace, returned('recv')))).toBe('failed ECONNRESET');
    expect(statusIn(unread.model, 'send', unread.trace.length)).toBe('failed EPIPE');
  });

  test('a connect that does not wait is over when the handshake is', () => {
    const { events } = new TraceBuilder()
      .does('C', calls.socket(), 3)
      .does('C', calls.connect(3), 'EINPROGRESS', { socket: 1 });
    const at = { at: events.at(-1)?.at as never, host: 'client', socket: 1, kind: 'state' } as const;
    const call = events.findIndex((event) => event.kind === 'call' && event.call.name === 'connect');
    events.splice(call + 1, 0, { ...at, rule: 'open-active', from: 'CLOSED', to: 'SYN-SENT' });
    events.push({ ...at, rule: 'syn-sent-syn-ack', from: 'SYN-SENT', to: 'ESTABLISHED' });
    const model = casesOf(events, castOf(timelineOf('echo').recording.setting), 'C');
    expect(statusIn(model, 'connect', events.length - 1)).toBe('under-way');
    expect(statusIn(model, 'connect', events.length)).toBe('achieved');
    expect(statusIn(model, 'connect-failed', events.length)).toBe('not-begun');
  });

  test('a program that is ended leaves undone what it was at', () => {
    const { events } = new TraceBuilder()
      .does('S', calls.socket(), 3)
      .does('S', calls.listen(3), 0)
      .call('S', calls.accept(3))
      .blocks('S');
    const last = events.at(-1);
    if (!last || last.host === null) throw new Error('nothing happened');
    events.push({ at: last.at, host: 'server', kind: 'process-ended', rule: 'killed', process: 'S', by: 'SIGKILL' });
    const model = casesOf(events, castOf(timelineOf('echo').recording.setting), 'S');
    expect(statusIn(model, 'accept', events.length - 1)).toBe('blocked');
    expect(statusIn(model, 'accept', events.length)).toBe('failed SIGKILL');
  });
});

test('every call of every program is part of a use case, but for what only ends or copies', () => {
  for (const { id, timeline } of runs) {
    const trace = logItems(timeline.trace);
    const told = new Set(
      timeline.recording.setting.processes.flatMap(({ name }) =>
        [...doingsOf(trace, name).occurrences.values()].flat().flatMap((each) => each.calls),
      ),
    );
    const untold = trace.flatMap((event) =>
      event.kind === 'call' && !told.has(event.callId) ? [`${id}: ${event.call.name}`] : [],
    );
    expect(untold.filter((call) => !call.endsWith('exit'))).toEqual([]);
  }
});

test('is read on where a trace has grown', () => {
  const trace = [...logItems(timelineOf('fork-server').trace)];
  const growing = trace.slice(0, 50);
  doingsOf(growing, 'S');
  growing.push(...trace.slice(50));
  expect([...doingsOf(growing, 'S').occurrences]).toEqual([...doingsOf([...trace], 'S').occurrences]);
});
