import { expect, test } from 'vitest';
import { actorOf, castOf, processOfActor } from '../../src/diagrams/cast.ts';
import { communicationOf } from '../../src/diagrams/communication/model.ts';
import { sequenceOf } from '../../src/diagrams/sequence/model.ts';
import { logItems } from '../../src/engine/base/log.ts';
import { runScript } from '../support/play.ts';

const timeline = runScript([
  { process: 'S', call: 'socket', as: 'ls' },
  { process: 'S9', call: 'socket', as: 'x' },
  { process: 'S', call: 'fork', as: 'S2' },
  { process: 'S', call: 'thread', as: 't1' },
  { process: 'S', thread: 't1', call: 'close', fd: 'ls' },
  { process: 'S2', call: 'exit' },
]);
const trace = logItems(timeline.trace);

test('children and threads stand after whom they come from, known before they begin', () => {
  const server = castOf(timeline.recording.setting, trace).find(({ name }) => name === 'server');
  expect(server?.processes).toEqual(['S', 'S2', 'S·t1', 'S9']);
  expect(server?.later).toEqual(['S2', 'S·t1']);
  expect(castOf(timeline.recording.setting).find(({ name }) => name === 'server')?.processes).toEqual(['S', 'S9']);
});

test('the first thread is called as its process; every other bears both names', () => {
  expect(actorOf('S', 'main')).toBe('S');
  expect(actorOf('S', 't1')).toBe('S·t1');
  expect(processOfActor('S·t1')).toBe('S');
});

test('a call stands on the lifeline of the thread that makes it, after the row in which it begins', () => {
  const { rows } = sequenceOf(trace, 'calls');
  const told = rows.flatMap((row) =>
    row.kind === 'call'
      ? [`${row.span.actor} ${row.span.event.call.name}`]
      : row.kind === 'begun'
        ? [`begun ${row.actor}`]
        : row.kind === 'ended'
          ? [`ended ${row.event.process}`]
          : [],
  );
  expect(told).toEqual([
    'S socket',
    'S9 socket',
    'S fork',
    'begun S2',
    'S thread',
    'begun S·t1',
    'S·t1 close',
    'S2 exit',
    'ended S2',
  ]);
});

test('in the communication diagram a child is an object from when it is forked', () => {
  const { participants, messages } = communicationOf(trace);
  const child = participants.find(({ is }) => is.kind === 'program' && is.process === 'S2');
  expect(trace[child?.since ?? -1]?.kind).toBe('process-started');
  const close = messages.find(({ says }) => says.kind === 'call' && says.label === 'close()');
  expect(close?.from.is).toEqual({ kind: 'program', process: 'S·t1' });
});
