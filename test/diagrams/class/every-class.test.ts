import { expect, it } from 'vitest';
import { classes as en } from '../../../src/app/i18n/en/diagrams/class.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import { layOutClasses } from '../../../src/diagrams/class/layout.ts';
import { classModelOf, executing, isBlocked } from '../../../src/diagrams/class/model.ts';
import { classTable } from '../../../src/diagrams/class/table.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { micros } from '../../../src/engine/base/time.ts';
import { run } from '../../../src/engine/history/run.ts';
import type { CallScript } from '../../../src/programs/call-script.ts';
import { scriptPrograms } from '../../../src/programs/script-programs.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../../src/programs/setting-of.ts';
import { overlaps } from '../../support/diagram-overlaps.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';

/** A program with every class, in which each of them is also asked for what the other kind does. */
const SCRIPT: CallScript = {
  name: 'every-class',
  hosts: { client: '10.0.0.1', server: '10.0.0.2' },
  processes: { S: { host: 'server' } },
  steps: [
    { process: 'S', call: 'socket', as: 's' },
    { process: 'S', call: 'bind', fd: 's', address: '0.0.0.0', port: 8080 },
    { process: 'S', call: 'listen', fd: 's', backlog: 2 },
    { process: 'S', call: 'socket', as: 'c' },
    { process: 'S', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
    { process: 'S', call: 'connect', fd: 's', address: '10.0.0.2', port: 8080 },
    { process: 'S', call: 'accept', fd: 's', as: 'a' },
    { process: 'S', call: 'dup', fd: 'a', as: 'b' },
    { process: 'S', call: 'poll', fds: [{ fd: 'a', events: ['POLLIN'] }], timeout: 0 },
    { process: 'S', call: 'select', read: ['a'], write: ['a'], timeout: 0 },
    { process: 'S', call: 'epoll_create1', as: 'ep' },
    { process: 'S', call: 'epoll_ctl', fd: 'ep', op: 'EPOLL_CTL_ADD', target: 'a', events: ['EPOLLOUT'] },
    { process: 'S', call: 'epoll_wait', fd: 'ep', timeout: 0 },
    { process: 'S', call: 'send', fd: 'ep', data: 'no socket' },
    { process: 'S', call: 'epoll_ctl', fd: 'ep', op: 'EPOLL_CTL_DEL', target: 'a' },
    { process: 'S', call: 'thread', as: 't' },
    { process: 'S', call: 'close', fd: 'a' },
    { process: 'S', call: 'fork', as: 'S2' },
    { process: 'S2', call: 'recv', fd: 'b', length: 10 },
    { process: 'S', call: 'exit' },
  ],
};

const setting = settingOf(SCRIPT, APPLICATION_CONDITIONS);
const timeline = run({ setting, programs: scriptPrograms(SCRIPT, 'patient'), seed: 1, actions: [] });
const trace = logItems(timeline.trace);
const cast = castOf(setting, trace);
const model = classModelOf(SCRIPT, trace, 'S');
const END = trace.length;
const valuesAt = (count: number): readonly string[] =>
  classTable(model, { cast, words: en }, { count })
    .rows.filter(({ key }) => key.startsWith('object:'))
    .map(({ cells }) => cells.join(' | '));
const returnOf = (name: string): number =>
  trace.findIndex((event) => event.kind === 'return' && event.call.name === name) + 1;

it('has all of them in one picture, in which nothing lies on anything', () => {
  expect(model.classes.classes.map(({ name }) => name)).toEqual([
    'Endpoint',
    'Socket',
    'ClientSocket',
    'ServerSocket',
    'Poller',
    'Selector',
    'Epoll',
    'Process',
    'std::thread',
  ]);
  for (const width of [390, 1600]) {
    const layout = layOutClasses(model, { cast, width, height: 500, measure: fixedMeasure, words: en });
    for (let count = 0; count <= END; count++) {
      const picture = layout.draw({ count, time: micros(0), stepOf: () => 1 });
      expect(overlaps(picture, fixedMeasure), `after ${count} events, width ${width}`).toEqual([]);
    }
  }
});

it('knows what each of the watchers watches, and what it was told', () => {
  expect(valuesAt(returnOf('poll') - 1)).toContain('poller : Poller (S) | watched_ | {5 IN}');
  expect(valuesAt(returnOf('poll'))).toContain('poller : Poller (S) | watched_ | {}');
  expect(valuesAt(returnOf('select') - 1)).toContain('selector : Selector (S) | write_ | {5}');
  expect(valuesAt(returnOf('epoll_wait'))).toContain('ep : Epoll (S) | ready_ | {5 OUT}');
  expect(valuesAt(returnOf('epoll_ctl'))).toContain('ep : Epoll (S) | /watched | {5 OUT}');
  expect(valuesAt(returnOf('fork'))).toContain('ep : Epoll (S) | /watched | {}');
});

it('a copy by dup is an object of its own on the same socket, and survives the first', () => {
  const values = valuesAt(returnOf('close'));
  expect(values).toContain('a : ClientSocket (S) | fd_ | -1 (closed)');
  expect(values).toContain('b : ClientSocket (S) | fd_ | 6');
  expect(values).toContain('b : ClientSocket (S) | /state | ESTABLISHED');
});

it('the objects of a process go with it; those of its child stay, and the child sleeps on', () => {
  const gone = valuesAt(END).filter((row) => row.includes('gone with its process'));
  expect(gone.map((row) => row.split(' | ')[0])).toEqual([
    's : ServerSocket (S)',
    'c : ClientSocket (S)',
    'a : ClientSocket (S)',
    'b : ClientSocket (S)',
    'poller : Poller (S)',
    'selector : Selector (S)',
    'ep : Epoll (S)',
    't : std::thread (S)',
  ]);
  const asleep = executing(model, { count: END });
  expect(asleep.map(({ process, operation, on }) => [process, operation.id, on?.name])).toEqual([['S2', 'recv', 'b']]);
  expect(asleep.every((call) => isBlocked(call, END))).toBe(true);
});

it('without a script there is what the trace tells', () => {
  const told = classModelOf(null, trace, 'S');
  expect(told.members).toEqual(['S', 'S2']);
  expect(told.classes.classes.map(({ name }) => name)).toEqual(model.classes.classes.map(({ name }) => name));
  expect(told.objects).toHaveLength(model.objects.length);
});

it('a program that makes no call has a picture that says so', () => {
  const nobody = classModelOf(null, [], 'S');
  const layout = layOutClasses(nobody, { cast, width: 500, height: 500, measure: fixedMeasure, words: en });
  const picture = layout.draw({ count: 0, time: micros(0), stepOf: () => 1 });
  expect(picture.shapes.map((shape) => (shape.kind === 'text' ? shape.text : shape.kind))).toEqual([en.empty]);
  expect(layout.focus({ count: 0, time: micros(0), stepOf: () => 1 })).toBeNull();
});
