import { sequenceOf, type SequenceModel } from '../../../src/diagrams/sequence/model.ts';
import { bytesOf } from '../../../src/engine/base/bytes.ts';
import { appendLog, emptyLog } from '../../../src/engine/base/log.ts';
import { act, run } from '../../../src/engine/history/run.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { traceEndAt } from '../../../src/engine/history/worlds.ts';
import type { CallScript, ScriptStep } from '../../../src/programs/call-script.ts';
import { scriptPrograms } from '../../../src/programs/script-programs.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../../src/programs/setting-of.ts';

const HANDSHAKE: readonly ScriptStep[] = [
  { process: 'S', call: 'socket', as: 's' },
  { process: 'S', call: 'bind', fd: 's', address: '0.0.0.0', port: 8080 },
  { process: 'S', call: 'listen', fd: 's', backlog: 1 },
  { process: 'S', call: 'accept', fd: 's', as: 'a' },
  { process: 'C', call: 'socket', as: 'c' },
  { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
];
/** Five messages each way: two calls, their returns, a segment. */
const THERE: readonly ScriptStep[] = [
  { process: 'S', call: 'recv', fd: 'a', length: 100 },
  { process: 'C', call: 'send', fd: 'c', data: 'hello' },
];
const BACK: readonly ScriptStep[] = [
  { process: 'C', call: 'recv', fd: 'c', length: 100 },
  { process: 'S', call: 'send', fd: 'a', data: 'hello' },
];
/** Messages until the connection stands. */
const BEFORE = 15;

/** What is drawn as an arrow: a call, a return, a segment. Its arrival, the arrow's other end, does not count. */
const isMessage = ({ kind }: SequenceModel['rows'][number]): boolean =>
  kind === 'call' || kind === 'return' || kind === 'sent';

/** A run of at least so many messages, and at most four more: the first lesson's echo, again and again. */
export function echoes(messages: number): Timeline {
  const ways = Array.from({ length: Math.ceil((messages - BEFORE) / 5) }, (_, index) =>
    index % 2 === 0 ? THERE : BACK,
  );
  const script: CallScript = {
    name: 'many echoes',
    hosts: { client: '10.0.0.1', server: '10.0.0.2' },
    processes: { C: { host: 'client' }, S: { host: 'server' } },
    steps: [...HANDSHAKE, ...ways.flat()],
  };
  const setting = settingOf(script, APPLICATION_CONDITIONS);
  const timeline = run({ setting, programs: scriptPrograms(script, 'patient'), seed: 1, actions: [] });
  const made = sequenceOf(timeline.trace.items, 'segments').rows.filter(isMessage).length;
  if (made < messages || made > messages + 4) throw new Error(`the run has ${made} messages, not ${messages}`);
  return timeline;
}

/** The same run in arrays of its own: nobody has looked at it yet. */
export const unseen = ({ steps, trace, ...rest }: Timeline): Timeline => ({
  ...rest,
  steps: appendLog(emptyLog(), steps.items.slice(0, steps.length)),
  trace: appendLog(emptyLog(), trace.items.slice(0, trace.length)),
});

/** The run when the server has called recv by hand, at its end: it sleeps there. */
export const receivedOnce = (timeline: Timeline): Timeline =>
  act(timeline, endOf(timeline), {
    kind: 'call',
    process: 'S',
    call: { name: 'recv', fd: 4, length: 100, flags: [] },
    names: { fd: 'a', as: null },
  });

/** The run when the client has sent once more by hand, at its end. */
export const sentOnce = (timeline: Timeline): Timeline =>
  act(timeline, endOf(timeline), {
    kind: 'call',
    process: 'C',
    call: { name: 'send', fd: 3, data: bytesOf('hello'), flags: [] },
    names: { fd: 'c', as: null },
  });

/** How many messages a step has added. */
export function messagesOf(timeline: Timeline, step: number): number {
  const [from, to] = [traceEndAt(timeline, step - 1), traceEndAt(timeline, step)];
  return sequenceOf(timeline.trace.items, 'segments').rows.filter(
    (row) => isMessage(row) && row.index >= from && row.index < to,
  ).length;
}

/** The cursor at the end of a run. */
export const endOf = (timeline: Timeline) => after(timeline, timeline.steps.length);

/** The cursor after so many steps. */
export const after = ({ steps, beginning }: Timeline, step: number) => ({
  step,
  time: steps.items[step - 1]?.at ?? beginning.now,
});
