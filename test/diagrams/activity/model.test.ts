import { expect, test } from 'vitest';
import { activity as words } from '../../../src/app/i18n/en/diagrams/activity.ts';
import type { Cast } from '../../../src/diagrams/cast.ts';
import { layOutActivity } from '../../../src/diagrams/activity/layout.ts';
import type { FigureMoment } from '../../../src/diagrams/figure.ts';
import { overlaps } from '../../support/diagram-overlaps.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { actionsOf, activityOf, type ActivityModel, type Node } from '../../../src/diagrams/activity/model.ts';
import { standingOf } from '../../../src/diagrams/activity/standing.ts';
import { actionText, activityTable } from '../../../src/diagrams/activity/table.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { run } from '../../../src/engine/history/run.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import type { CallScript, ScriptStep } from '../../../src/programs/call-script.ts';
import { scriptPrograms } from '../../../src/programs/script-programs.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../../src/programs/setting-of.ts';
import { calls, TraceBuilder } from '../../support/trace-builder.ts';

interface Case {
  readonly model: ActivityModel;
  readonly trace: readonly TraceEvent[];
}

function runOf(script: CallScript, process: string): Case {
  const setting = settingOf(script, APPLICATION_CONDITIONS);
  const programs = scriptPrograms(script, 'patient');
  const trace = logItems(run({ setting, programs, seed: script.seed ?? 1, actions: [] }).trace);
  return { model: activityOf(script, trace, process), trace };
}

async function scenario(id: string, process: string): Promise<Case> {
  const found = SCENARIOS.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return runOf(await found.load(), process);
}

const script = (steps: readonly ScriptStep[]): CallScript => ({
  name: 'test',
  hosts: { client: '10.0.0.1', server: '10.0.0.2' },
  processes: { C: { host: 'client' }, S: { host: 'server' } },
  steps,
});

/** A node on one line: `recv(a, 100)`, with what it begins; a loop in braces. */
function tell(node: Node): string {
  if (node.kind === 'loop') return `${node.times} × { ${node.nodes.map(tell).join('; ')} }`;
  const ways = [node.begins === null ? null : `begins ${node.begins}`].filter((way) => way !== null);
  return `${actionText(node)}${ways.length === 0 ? '' : ` [${ways.join(', ')}]`}`;
}

const told = ({ model }: Case, flow = 0): readonly string[] => model.flows[flow]?.nodes.map(tell) ?? [];
const states = ({ model }: Case, count: number): readonly string[] =>
  activityTable(model, { count }, words).rows.map(({ cells }) => `${cells[1]}: ${cells.at(-1)}`);

test('a program is its calls, by the names that it gives to descriptors', async () => {
  expect(told(await scenario('echo', 'S'))).toEqual([
    'socket()',
    'bind(s, :8080)',
    'listen(s, 1)',
    'accept(s)',
    'recv(a, 100)',
    'send(a, "hello")',
    'close(a)',
    'close(s)',
  ]);
});

test('what is tried until it succeeds is a loop, and a failure goes on in it', async () => {
  expect(told(await scenario('firewall', 'C'))).toEqual(['socket()', '3 × { connect(c, :8080) }', 'close(c)']);
  const round = ['socket()', 'connect(c, :8080)', 'close(c)'];
  expect(told(await scenario('refused', 'C'))).toEqual([...round, ...round]);
});

test('reading until nothing is left is a loop that a non-blocking recv leaves with EAGAIN', async () => {
  const run = await scenario('edge-triggered', 'S');
  expect(told(run)).toContain('3 × { recv(a, 5) }');
  const recv = run.model.flows[0].nodes.flatMap(actionsOf).filter(({ name }) => name === 'recv');
  expect(recv.map(({ atOnce }) => atOnce)).toEqual([false, true, true]);
  expect(states(run, run.trace.length)).toContain('recv(a, 5): done 3 times of 3, failed: EAGAIN');
});

test('what the source writes with other descriptors or other data each time is no loop', async () => {
  expect(told(await scenario('poll', 'S')).slice(3, 7)).toEqual([
    'poll(s, -1)',
    'accept(s)',
    'poll(s a, -1)',
    'accept(s)',
  ]);
  expect(told(await scenario('backlog-full', 'S')).slice(-7)).toEqual([
    'accept(s)',
    'accept(s)',
    'accept(s)',
    'close(a)',
    'close(b)',
    'close(e)',
    'close(s)',
  ]);
});

test('a loop in a loop', () => {
  const round: readonly ScriptStep[] = [
    { process: 'C', call: 'send', fd: 'c', data: 'a' },
    { process: 'C', call: 'send', fd: 'c', data: 'a' },
    { process: 'C', call: 'send', fd: 'c', data: 'a' },
    { process: 'C', call: 'recv', fd: 'c', length: 9 },
  ];
  const { model } = runOf(script([{ process: 'C', call: 'socket', as: 'c' }, ...round, ...round, ...round]), 'C');
  expect(model.flows[0].nodes.map(tell)[1]).toBe('3 × { 3 × { send(c, "a") }; recv(c, 9) }');
});

test('a child and a thread are flows of their own, begun by the call that begins them', async () => {
  const forked = await scenario('fork-server', 'S');
  expect(told(forked)).toContain('fork() [begins S2 main]');
  expect(told(forked, 1)).toEqual(['close(s)', 'recv(a, 100)', 'send(a, "hello")', 'close(a)', 'exit()']);
  expect(forked.model.flows.map(({ ends }) => ends)).toEqual(['over', 'exit']);
  const threads = await scenario('threads-accept', 'S');
  expect(threads.model.flows.map(({ name, ends }) => `${name} ${ends}`)).toEqual([
    'S over',
    'S·t1 joined',
    'S·t2 joined',
  ]);
});

test('a thread stands in the kernel while its call sleeps, and in the program when it came out', async () => {
  const run = await scenario('echo', 'S');
  const where = (count: number): string => {
    const standing = standingOf(run.model, run.model.flows[0], count);
    const until = standing.at === 'kernel' && standing.until !== null ? ` until ${standing.until}` : '';
    return `${standing.at}${'action' in standing ? ` ${standing.action.name}` : ''}${until}`;
  };
  const seen = run.trace.map((_, index) => where(index + 1));
  expect(seen.filter((each, index) => each !== seen[index - 1])).toEqual([
    'kernel socket',
    'program socket',
    'kernel bind',
    'program bind',
    'kernel listen',
    'program listen',
    'kernel accept',
    'kernel accept until connection',
    'program accept',
    'kernel recv',
    'kernel recv until data',
    'program recv',
    'kernel send',
    'program send',
    'kernel close',
    'program close',
    'kernel close',
    'nowhere',
  ]);
  expect(where(0)).toBe('beginning');
});

test('the power takes the threads of a machine', () => {
  const { model, trace } = runOf(
    {
      ...script([
        { process: 'S', call: 'socket', as: 's' },
        { process: 'S', call: 'bind', fd: 's', address: '0.0.0.0', port: 8080 },
        { process: 'S', call: 'listen', fd: 's', backlog: 1 },
        { process: 'S', call: 'accept', fd: 's', as: 'a' },
        { wait: 1_000 },
      ]),
      network: { outages: [{ host: 'server', from_ms: 500 }] },
    },
    'S',
  );
  const off = trace.findIndex(({ kind }) => kind === 'process-ended');
  expect(standingOf(model, model.flows[0], off).at).toBe('kernel');
  expect(standingOf(model, model.flows[0], off + 1).at).toBe('nowhere');
});

test('how often a way was taken is told in a pill, and looks like no condition', async () => {
  const { model, trace } = await scenario('firewall', 'C');
  const cast = [{ name: 'client', label: 'client', tone: 'neutral', kind: 'host' }] as unknown as Cast;
  const layout = layOutActivity(model, { cast, measure: fixedMeasure, words });
  const { shapes } = layout.draw({ count: trace.length, time: 0 as FigureMoment['time'], stepOf: (at) => at + 1 });
  const counts = shapes.flatMap((one) => (one.kind === 'text' && one.key.endsWith(':count:text') ? [one] : []));
  expect(new Set(counts.map(({ text }) => text))).toEqual(new Set(['1×', '2×', '3×']));
  for (const { key } of counts) {
    expect(shapes).toContainEqual(
      expect.objectContaining({ kind: 'box', key: key.replace(/:text$/, ''), fill: 'tinted' }),
    );
  }
  expect(layout.heads.shapes.flatMap((one) => (one.kind === 'text' ? [one.text] : []))).toEqual([
    'C: program (user space)',
    'kernel of client',
  ]);
});

test('a signal that ends the process is a way out that leads nowhere', () => {
  const { model, trace } = runOf(
    script([
      { process: 'C', call: 'socket', as: 'c' },
      { process: 'C', call: 'send', fd: 'c', data: 'x' },
      { process: 'C', call: 'close', fd: 'c' },
    ]),
    'C',
  );
  expect(states({ model, trace }, trace.length)).toEqual([
    'socket(): done, returned 3',
    'send(c, "x"): done, failed: SIGPIPE',
    'close(c): not begun',
  ]);
  expect(standingOf(model, model.flows[0], trace.length).at).toBe('nowhere');
  const cast = [{ name: 'client', label: 'client', tone: 'neutral', kind: 'host' }] as unknown as Cast;
  const layout = layOutActivity(model, { cast, measure: fixedMeasure, words });
  const drawn = (count: number) => layout.draw({ count, time: 0 as FigureMoment['time'], stepOf: (at) => at + 1 });
  const last = drawn(trace.length);
  const signals = ({ shapes }: typeof last) => shapes.flatMap((one) => (one.kind === 'text' ? [one.text] : []));
  expect(signals(last)).toContain('SIGPIPE');
  expect(signals(drawn(0))).not.toContain('SIGPIPE');
  expect(overlaps(last, fixedMeasure)).toEqual([]);
});

test('of a process in the hand the program is what was called so far, and nobody knows what comes', () => {
  const { events } = new TraceBuilder()
    .does('C', calls.socket(), 3, { as: 'c', makes: 1 })
    .does('C', calls.close(3), 0, { fd: 'c' })
    .does('C', calls.close(3), 'EBADF', { fd: 'c' });
  const model = activityOf(script([{ process: 'C', call: 'socket', as: 'x' }]), events, 'C');
  expect(model.flows[0].nodes.map(tell)).toEqual(['socket()', 'close(c)', 'close(c)']);
  expect(model.flows[0].ends).toBe('open');
});

test('the table says how each call stands, and the summary what is done and who waits', async () => {
  const run = await scenario('echo', 'S');
  const asleep = run.trace.findIndex(({ kind }) => kind === 'block') + 1;
  expect(states(run, asleep)).toEqual([
    'socket(): done, returned 3',
    'bind(s, :8080): done, returned 0',
    'listen(s, 1): done, returned 0',
    'accept(s): blocked until a connection is in the accept queue',
    'recv(a, 100): not begun',
    'send(a, "hello"): not begun',
    'close(a): not begun',
    'close(s): not begun',
  ]);
  expect(activityTable(run.model, { count: asleep }, words).summary).toBe(
    'Activity diagram of S: 8 actions of the program and what each sets going in the kernel; 3 are done; blocked in accept(s). A pill such as 2× says how often a way was taken.',
  );
});
