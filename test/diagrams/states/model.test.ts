import { describe, expect, test } from 'vitest';
import { logItems } from '../../../src/engine/base/log.ts';
import { transitionOf } from '../../../src/diagrams/states/machine.ts';
import { followed, stateAt, statesOf, type SocketPath } from '../../../src/diagrams/states/model.ts';
import { possible } from '../../../src/diagrams/states/possible.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

const runs = await scenarioRuns();
const traceOf = (scenario: string) => {
  const run = runs.find(({ id }) => id === scenario);
  if (!run) throw new Error(`no scenario ${scenario}`);
  return logItems(run.timeline.trace);
};
const pathOf = (scenario: string, host: string, socket: number): SocketPath => {
  const path = statesOf(traceOf(scenario)).paths.find((each) => each.host === host && each.socket === socket);
  if (!path) throw new Error(`no socket ${socket} on ${host}`);
  return path;
};
/** `connect by call 6`, `syn-ack by flight 2`: the way, and where a click goes. */
const way = ({ passages }: SocketPath): string[] =>
  passages.map(({ via, subject }) => {
    const by =
      subject.kind === 'call'
        ? `call ${subject.callId}`
        : subject.kind === 'flight'
          ? `flight ${subject.flight}`
          : subject.kind;
    return `${via} by ${by}`;
  });
/** What is possible just after the passage into a state: `close -> FIN-WAIT-1`. */
const chancesIn = (path: SocketPath, state: string): string[] => {
  const into = path.passages.find(({ to }) => to === state);
  if (!into) throw new Error(`never in ${state}`);
  return possible(path, into.index + 1).map(({ kind, to }) => `${kind} -> ${to}`);
};

describe('the way of a socket', () => {
  test('that closes first', () => {
    expect(way(pathOf('echo', 'client', 1))).toEqual([
      'connect by call 6',
      'syn-ack by flight 2',
      'active-close by call 11',
      'fin-acknowledged by flight 9',
      'second-fin by flight 10',
      'wait-over by socket',
    ]);
  });

  test('that a SYN made begins where the listening socket is', () => {
    const child = pathOf('echo', 'server', 2);
    expect(stateAt(child, child.since + 1)).toBe('LISTEN');
    expect(way(child)).toEqual([
      'syn by flight 1',
      'handshake-ack by flight 3',
      'first-fin by flight 8',
      'passive-close by call 12',
      'last-ack by flight 11',
    ]);
  });

  test('that listens stays in LISTEN, whatever its children do', () => {
    expect(way(pathOf('accept-queue', 'server', 1))).toEqual(['listen by call 3', 'stop-listening by call 22']);
  });

  test('may come back to CLOSED and begin anew', () => {
    expect(way(pathOf('firewall', 'client', 1)).slice(0, 5)).toEqual([
      'connect by call 5',
      'abort by socket',
      'connect by call 6',
      'abort by flight 13',
      'connect by call 7',
    ]);
  });

  test('ends in an abort where bytes were left unread, and with the power', () => {
    expect(way(pathOf('unread-data', 'server', 2)).at(-1)).toBe('abort by call 8');
    expect(way(pathOf('unread-data', 'client', 1)).at(-1)).toMatch(/^abort by flight/);
    const lost = pathOf('power-loss', 'server', 2);
    expect(lost.passages.at(-1)).toMatchObject({
      from: 'ESTABLISHED',
      to: 'CLOSED',
      via: 'abort',
      cause: { kind: 'power' },
    });
    expect(pathOf('power-loss', 'server', 1).passages.at(-1)).toMatchObject({
      from: 'LISTEN',
      to: 'CLOSED',
      via: null,
    });
  });

  test('knows what the program calls the socket, thread by thread', () => {
    const names = (socket: number) =>
      pathOf('threads-accept', 'server', socket).holders.map(({ value }) => value?.name ?? null);
    expect(names(2)).toContain('a1');
    expect(names(3)).toContain('a2');
  });

  test('every change of state of every scenario is a transition of the figure', () => {
    const strange = runs.flatMap(({ timeline }) =>
      logItems(timeline.trace).flatMap((event) =>
        event.kind === 'state' && transitionOf(event) === null ? [`${event.from} ${event.to}`] : [],
      ),
    );
    expect(strange).toEqual([]);
  });

  test('is read on where a trace has grown', () => {
    const trace = [...traceOf('echo')];
    const growing = trace.slice(0, 40);
    statesOf(growing);
    growing.push(...trace.slice(40));
    expect(JSON.stringify(statesOf(growing).paths)).toBe(JSON.stringify(statesOf(trace).paths));
  });
});

describe('what is possible', () => {
  test('from LISTEN: a SYN, which leaves it there, and close', () => {
    expect(chancesIn(pathOf('echo', 'server', 1), 'LISTEN')).toEqual([
      'syn -> SYN-RECEIVED',
      'close-listener -> CLOSED',
    ]);
  });

  test('from SYN-SENT, on the way to a refusal', () => {
    expect(chancesIn(pathOf('refused', 'client', 1), 'SYN-SENT')).toEqual([
      'syn-ack -> ESTABLISHED',
      'syn-crosses -> SYN-RECEIVED',
      'give-up -> CLOSED',
      'reset -> CLOSED',
      'unanswered -> CLOSED',
    ]);
  });

  test('after a refused connect the socket may begin anew; once closed, nothing', () => {
    const path = pathOf('refused', 'client', 1);
    expect(chancesIn(path, 'CLOSED')).toEqual(['listen -> LISTEN', 'connect -> SYN-SENT']);
    expect(possible(path, (path.goneSince ?? 0) + 1)).toEqual([]);
  });

  test('a connection that nobody has accepted cannot be closed by a call', () => {
    expect(chancesIn(pathOf('accept-queue', 'server', 2), 'ESTABLISHED')).toEqual([
      'fin -> CLOSE-WAIT',
      'reset -> CLOSED',
      'unanswered -> CLOSED',
    ]);
  });

  test('with bytes unread close ends in a reset, and shutdown in a FIN (RFC 2525 §2.17)', () => {
    const path = pathOf('unread-data', 'server', 2);
    const closed = path.passages.at(-1)?.index ?? 0;
    expect(possible(path, closed - 3)).toEqual([
      expect.objectContaining({ kind: 'shutdown', via: 'active-close' }),
      expect.objectContaining({ kind: 'close-unread', via: 'abort', bytes: 5 }),
      expect.objectContaining({ kind: 'fin', from: 'client' }),
      expect.objectContaining({ kind: 'reset' }),
      expect.objectContaining({ kind: 'unanswered' }),
    ]);
  });

  test('from TIME-WAIT: the end of its timer, with the hour', () => {
    const path = pathOf('echo', 'client', 1);
    const timed = path.passages.find(({ to }) => to === 'TIME-WAIT')?.index ?? 0;
    expect(possible(path, timed + 4)).toEqual([
      { kind: 'time-wait-over', deadline: 240_214_000, via: 'wait-over', to: 'CLOSED' },
      expect.objectContaining({ kind: 'reset' }),
    ]);
  });

  test('from FIN-WAIT-2: the timer of Linux, once no program holds the socket (tcp(7))', () => {
    const path = pathOf('echo', 'client', 1);
    const into = path.passages.find(({ to }) => to === 'FIN-WAIT-2')?.index ?? 0;
    expect(possible(path, into + 2)).toContainEqual({
      kind: 'fin-wait-2-over',
      deadline: 60_194_000,
      via: 'abort',
      to: 'CLOSED',
    });
    // After shutdown the program still holds it: nothing ends the waiting.
    const half = pathOf('half-close', 'client', 1);
    expect(chancesIn(half, 'FIN-WAIT-2')).toEqual(['fin -> TIME-WAIT', 'reset -> CLOSED']);
  });

  test('what happens next in a scenario was said to be possible', () => {
    for (const { id, timeline } of runs) {
      for (const path of statesOf(logItems(timeline.trace)).paths) {
        for (const { index, from, to, cause } of path.passages) {
          if (cause.kind === 'power') continue;
          // Just before: what the same call or segment did at once to the socket is told a few events earlier.
          const said = [1, 2, 3, 4, 5].flatMap((back) =>
            stateAt(path, index - back) === from ? possible(path, index - back).map((chance) => chance.to) : [],
          );
          expect(said, `${id} ${path.host}#${path.socket}: ${from} ${to}`).toContain(to);
        }
      }
    }
  });
});

test('the followed socket is the one whose state changed last', () => {
  const trace = traceOf('echo');
  const model = statesOf(trace);
  expect(followed(model, 0)).toBeNull();
  expect(followed(model, 8)).toMatchObject({ host: 'server', socket: 1 });
  expect(followed(model, 31)).toMatchObject({ host: 'client', socket: 1 });
  expect(followed(model, 37)).toMatchObject({ host: 'server', socket: 2 });
});
