import { describe, expect, it } from 'vitest';
import { getTable } from '../../../src/engine/base/table.ts';
import { receiveView, sendView, type StreamView } from '../../../src/app/machine/stream-view.ts';
import { afterReturn, type Run, runScript, sceneAt, script, stepWhere } from '../../support/stage.tsx';

const draw = ({ runs, fin }: StreamView): string =>
  [...runs.map(({ fate, from, to }) => `${fate} ${from}-${to}`), ...(fin === null ? [] : [`FIN ${fin}`])].join(', ');

const streams = (run: Run, step: number, host: string, socket: number) => {
  const tcb = getTable(sceneAt(run, step).world.hosts[host]!.sockets, socket)?.tcb;
  if (!tcb) throw new Error('no connection');
  return { send: draw(sendView(tcb.send)), receive: draw(receiveView(tcb.receive)) };
};

const connected = [
  { process: 'S', call: 'socket', as: 's' },
  { process: 'S', call: 'bind', fd: 's', address: '10.0.0.2', port: 8080 },
  { process: 'S', call: 'listen', fd: 's', backlog: 1 },
  { process: 'C', call: 'socket', as: 'c' },
  { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
  { process: 'S', call: 'accept', fd: 's', as: 'a' },
] as const;

/** The client's only socket, and the server's second, after its listener. */
const socketOf = (run: Run, host: string): number => {
  const event = run.timeline.trace.items.find((one) => one.kind === 'socket-connected-to' && one.host === host);
  if (event?.kind !== 'socket-connected-to') throw new Error('never connected');
  return event.socket;
};

describe('what became of the bytes', () => {
  const run = runScript(
    script([
      ...connected,
      { process: 'C', call: 'send', fd: 'c', data: 'hello' },
      { process: 'S', call: 'recv', fd: 'a', length: 3 },
      { process: 'C', call: 'shutdown', fd: 'c', how: 'SHUT_WR' },
      { wait: 100 },
    ]),
  );
  const client = socketOf(run, 'client');
  const server = socketOf(run, 'server');

  it('is in flight after send, and nothing has come yet', () => {
    const step = afterReturn(run, 'C', 'send');
    expect(streams(run, step, 'client', client).send).toBe('in-flight 0-5');
    expect(streams(run, step, 'server', server).receive).toBe('');
  });

  it('is unread on arrival, and acknowledged when the ACK is back', () => {
    expect(
      streams(
        run,
        stepWhere(run, ({ kind }) => kind === 'received'),
        'server',
        server,
      ).receive,
    ).toBe('unread 0-5');
    expect(
      streams(
        run,
        stepWhere(run, ({ kind }) => kind === 'acknowledged'),
        'client',
        client,
      ).send,
    ).toBe('acknowledged 0-5');
  });

  it('is read as far as recv read it', () => {
    expect(streams(run, afterReturn(run, 'S', 'recv'), 'server', server).receive).toBe('read 0-3, unread 3-5');
  });

  it('ends with the FIN of a shutdown, in flight first', () => {
    expect(streams(run, afterReturn(run, 'C', 'shutdown'), 'client', client).send).toBe(
      'acknowledged 0-5, FIN in-flight',
    );
    const end = run.timeline.steps.length;
    expect(streams(run, end, 'client', client).send).toBe('acknowledged 0-5, FIN acknowledged');
    expect(streams(run, end, 'server', server).receive).toBe('read 0-3, unread 3-5, FIN unread');
  });
});

describe('bytes ahead of a gap', () => {
  it('stand behind what is missing', () => {
    const run = runScript(
      script(
        [
          ...connected,
          { process: 'C', call: 'setsockopt', fd: 'c', option: 'TCP_NODELAY', value: 1 },
          { process: 'C', call: 'send', fd: 'c', bytes: 4_000 },
          { wait: 1_000 },
        ],
        { network: { delay_ms: 20, faults: [{ direction: 'client->server', match: 'data', nth: 1, action: 'drop' }] } },
      ),
    );
    const receive = (nth: number): string =>
      streams(
        run,
        stepWhere(run, ({ kind }) => kind === 'kept-out-of-order', nth),
        'server',
        socketOf(run, 'server'),
      ).receive;
    expect(receive(1)).toBe('missing 0-1448, early 1448-2896');
    expect(receive(2)).toBe('missing 0-1448, early 1448-4000');
  });
});
