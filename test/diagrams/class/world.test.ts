import { expect, test } from 'vitest';
import { classes as en } from '../../../src/app/i18n/en/diagrams/class.ts';
import { stateOf } from '../../../src/app/machine/host-view.ts';
import { receiveView, sendView, type StreamView } from '../../../src/app/machine/stream-view.ts';
import { type ClassModel, classModelOf } from '../../../src/diagrams/class/model.ts';
import { isClosed, slotsOf } from '../../../src/diagrams/class/slots.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { getTable } from '../../../src/engine/base/table.ts';
import { run } from '../../../src/engine/history/run.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { traceEndAt, worldAt } from '../../../src/engine/history/worlds.ts';
import type { Socket } from '../../../src/engine/kernel/host.ts';
import { type Endpoint, showEndpoint } from '../../../src/engine/wire/address.ts';
import type { CallScript } from '../../../src/programs/call-script.ts';
import { scriptPrograms } from '../../../src/programs/script-programs.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../../src/programs/setting-of.ts';
import { classPrograms } from '../../support/class-programs.ts';

const bytes = ({ runs }: StreamView, ...fates: readonly string[]): string =>
  en.bytes(runs.filter(({ fate }) => fates.includes(fate)).reduce((sum, { from, to }) => sum + to - from, 0));
const endpoint = (known: Endpoint | null): string => (known === null ? en.nothing : showEndpoint(known));

/** What the kernel's socket has to say, slot by slot. */
function told(socket: Socket): Readonly<Record<string, string>> {
  const receive = socket.tcb?.receive ?? socket.remains;
  const heard = receive !== null && stateOf(socket) !== 'SYN-SENT';
  return {
    '/local': endpoint(socket.local),
    '/remote': endpoint(socket.remote),
    '/state': stateOf(socket),
    '/sendBuffer': socket.tcb === null ? en.bytes(0) : bytes(sendView(socket.tcb.send), 'in-flight', 'unsent'),
    '/receiveBuffer': heard ? bytes(receiveView(receive), 'unread') : en.bytes(0),
    '/acceptQueue': String(socket.listening?.acceptQueue.length ?? 0),
  };
}

/** Where an object says something else than the socket behind its descriptor, at every step. */
function differences(model: ClassModel, timeline: Timeline): readonly string[] {
  const found = new Set<string>();
  for (let step = 0; step <= timeline.steps.length; step++) {
    const count = traceEndAt(timeline, step);
    const world = worldAt(timeline, step);
    for (const object of model.objects) {
      if (object.since >= count || object.socket === null || isClosed(object, count)) continue;
      const host = world.hosts[object.host];
      const socket = host && getTable(host.sockets, object.socket);
      if (!socket) {
        found.add(`step ${step}: ${object.name} has no socket`);
        continue;
      }
      const expected = told(socket);
      for (const { name, at } of slotsOf(object, model.classes, en)) {
        const should = expected[name];
        if (should !== undefined && at(count) !== should) {
          found.add(`step ${step}: ${object.name} ${name} ${at(count)}, World ${should}`);
        }
      }
    }
  }
  return [...found];
}

test.each(await classPrograms())('$id, program $root: each object says what its socket says', ({ model, timeline }) => {
  expect(model.objects.some(({ socket }) => socket !== null)).toBe(true);
  expect(differences(model, timeline)).toEqual([]);
});

/** One socket after another use of it: connections that end and begin anew, and what a program does in between. */
const AGAIN: CallScript = {
  name: 'again',
  hosts: { client: '10.0.0.1', server: '10.0.0.2' },
  processes: { C: { host: 'client' }, S: { host: 'server' } },
  steps: [
    { process: 'S', call: 'socket', as: 's' },
    { process: 'C', call: 'socket', as: 'c' },
    { process: 'C', call: 'bind', fd: 'c', address: '10.0.0.1', port: 0 },
    { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
    { process: 'S', call: 'bind', fd: 's', address: '0.0.0.0', port: 8080 },
    { process: 'S', call: 'listen', fd: 's', backlog: 2 },
    { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
    { process: 'S', call: 'accept', fd: 's', as: 'a' },
    { process: 'C', call: 'send', fd: 'c', data: 'hello' },
    { process: 'S', call: 'send', fd: 'a', data: 'unread' },
    { process: 'C', call: 'connect', fd: 'c', family: 'AF_UNSPEC' },
    { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
    { process: 'C', call: 'send', fd: 'c', data: 'again' },
    { process: 'S', call: 'accept', fd: 's', as: 'b' },
    { process: 'S', call: 'recv', fd: 'b', length: 3 },
    { process: 'S', call: 'shutdown', fd: 's', how: 'SHUT_RD' },
    { process: 'S', call: 'exit' },
    { process: 'C', call: 'recv', fd: 'c', length: 3 },
    { process: 'C', call: 'socket', as: 'd' },
    { process: 'C', call: 'fcntl', fd: 'd', option: 'O_NONBLOCK', value: true },
    { process: 'C', call: 'connect', fd: 'd', address: '10.0.0.2', port: 8081 },
    { process: 'C', call: 'shutdown', fd: 'd', how: 'SHUT_WR' },
  ],
};

test.each(['C', 'S'])('a socket that is used anew says what it is now: program %s', (root) => {
  const programs = scriptPrograms(AGAIN, 'patient');
  const timeline = run({ setting: settingOf(AGAIN, APPLICATION_CONDITIONS), programs, seed: 1, actions: [] });
  const model = classModelOf(AGAIN, logItems(timeline.trace), root);
  expect(differences(model, timeline)).toEqual([]);
});
