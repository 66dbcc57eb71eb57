import { describe, expect, test } from 'vitest';
import { castOf, programsOf } from '../../src/diagrams/cast.ts';
import { classModelOf } from '../../src/diagrams/class/model.ts';
import { socketClassesOf, socketName } from '../../src/diagrams/socket-classes.ts';
import { logItems } from '../../src/engine/base/log.ts';
import { micros } from '../../src/engine/base/time.ts';
import { success } from '../../src/engine/posix/call.ts';
import { scenarioRuns } from '../support/scenario-timelines.ts';
import { calls, TraceBuilder } from '../support/trace-builder.ts';

const runs = await scenarioRuns();

describe.each(runs)('$id', ({ script, timeline }) => {
  const trace = logItems(timeline.trace);
  const roots = programsOf(castOf(timeline.recording.setting, trace));

  test('a socket is of the class of the object that holds it, from its first moment on', () => {
    const objects = roots
      .flatMap((root) => classModelOf(script, trace, root).objects)
      .filter(({ socket }) => socket !== null);
    expect(objects).not.toEqual([]);
    const classesOf = (until: number) => {
      const classOf = socketClassesOf(script, trace.slice(0, until));
      return objects.map(({ host, socket, since }) => (since < until ? classOf(host, socket ?? 0) : null));
    };
    expect(classesOf(trace.length)).toEqual(objects.map(({ type }) => type));
    for (const { since } of objects) {
      expect(classesOf(since + 1)).toEqual(objects.map((each) => (each.since <= since ? each.type : null)));
    }
  });
});

test('by hand, what a socket is called to do tells its class', () => {
  const at = micros(0);
  const built = new TraceBuilder();
  const { events } = built
    .call('S', calls.socket())
    .add({
      kind: 'socket-created',
      rule: 'socket-created',
      at,
      host: 'server',
      socket: 1,
      process: 'S',
      fd: 3,
      parent: null,
    })
    .returns('S', 3);
  const classOf = socketClassesOf(null, events);
  expect(socketName(null, classOf('server', 1))).toBe(': ClientSocket');
  built.does('S', { name: 'listen', fd: 3, backlog: 1 }, success(0));
  expect(socketName('s', classOf('server', 1))).toBe('s : ServerSocket');
});
