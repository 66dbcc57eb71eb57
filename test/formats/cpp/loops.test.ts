import { expect, test } from 'vitest';
import { activityOf, type Node } from '../../../src/diagrams/activity/model.ts';
import { cppCallsOfScript } from '../../../src/formats/cpp/cpp-call.ts';
import { classSource } from '../../../src/formats/cpp/classes/class-source.ts';
import { type CppLine, type CppSource, cppSource } from '../../../src/formats/cpp/cpp-source.ts';
import { SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import type { CallScript, CallStep } from '../../../src/programs/call-script.ts';
import { prng } from '../../support/prng.ts';

const textOf = ({ tokens }: CppLine): string =>
  tokens
    .map(({ text }) => text)
    .join('')
    .trim();

/** What main does, loops in braces: `3 × { 1 3 5; 2 4 6 }`, a call by the steps of all the times that it is made. */
function loopsOfSource({ lines }: CppSource): readonly string[] {
  const main = lines.slice(lines.findIndex((line) => textOf(line).startsWith('int main')));
  const told: string[] = [];
  const depth: number[] = [];
  for (const line of main) {
    const text = textOf(line);
    const [, times] = /^for \(int \w+ = 0; \w+ < (\d+); \w+\+\+\) \{$/.exec(text) ?? [];
    if (times !== undefined) {
      told.push(`${times} × {`);
      depth.push(1);
    } else if (depth.length > 0 && text === '}') {
      told.push('}');
      depth.pop();
    } else if (line.keys.length > 0) told.push(line.keys.map((key) => key.replace('step:', '')).join(' '));
  }
  return told;
}

const loopsOfNode = (node: Node): readonly string[] =>
  node.kind === 'loop'
    ? [`${node.times} × {`, ...node.nodes.flatMap(loopsOfNode), '}']
    : [node.passes.map(({ id }) => id.replace('step ', '')).join(' ')];

function expectAgreement(script: CallScript, process: string): void {
  const { flows } = activityOf(script, [], process);
  const input = { process, hosts: script.hosts, calls: cppCallsOfScript(script, process), language: 'en' } as const;
  const drawn = flows.map(({ nodes }) => nodes.flatMap(loopsOfNode));
  for (const source of [cppSource(input), classSource(input)]) {
    // A thread or a child stands where it is begun, in the midst of the other: their loops are compared, each with its calls.
    const written = loopsOfSource(source);
    if (flows.length === 1) expect(written).toEqual(drawn[0]);
    else expect(written.toSorted()).toEqual(drawn.flat().toSorted());
  }
}

test('the C++ of a scenario has its loops where the activity diagram has them', async () => {
  let loops = 0;
  for (const { load } of SCENARIOS) {
    const script = await load();
    for (const process of Object.keys(script.processes)) {
      expectAgreement(script, process);
      loops += activityOf(script, [], process)
        .flows.flatMap(({ nodes }) => nodes)
        .filter((node) => node.kind === 'loop').length;
    }
  }
  expect(loops).toBeGreaterThan(1);
});

test('so has that of any program', () => {
  let loops = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const draw = prng(seed);
    const below = (limit: number): number => Math.floor(draw() * limit);
    const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
    const step = (): CallStep =>
      pick<CallStep>([
        { process: 'C', call: 'send', fd: 'c', data: pick(['a', 'b']) },
        { process: 'C', call: 'recv', fd: 'c', length: 9 },
        { process: 'C', call: 'socket', as: pick(['c', 'd']) },
        { process: 'C', call: 'close', fd: pick(['c', 'd']) },
        { process: 'D', call: 'send', fd: 'd', data: 'a' },
      ]);
    const block = Array.from({ length: 1 + below(3) }, step);
    const steps = Array.from({ length: 2 + below(4) }, () => (below(4) === 0 ? [step()] : [...block, ...block])).flat();
    const script: CallScript = {
      name: 'any',
      hosts: { client: '10.0.0.1' },
      processes: { C: { host: 'client' }, D: { host: 'client' } },
      steps,
    };
    expectAgreement(script, 'C');
    loops += activityOf(script, [], 'C').flows[0].nodes.filter((node) => node.kind === 'loop').length;
  }
  expect(loops).toBeGreaterThan(100);
});

const only = (steps: readonly CallStep[]): string =>
  cppSource({
    process: 'C',
    hosts: { client: '10.0.0.1' },
    calls: cppCallsOfScript({ name: 'x', hosts: {}, processes: {}, steps }, 'C'),
    language: 'en',
  }).text.replace(/^[^]*int main\(\) /, '');

test('what a round opens belongs to it; what is spoken of afterwards stands before', () => {
  const round: readonly CallStep[] = [
    { process: 'C', call: 'socket', as: 'c' },
    { process: 'C', call: 'close', fd: 'c' },
  ];
  expect(only([...round, ...round, ...round])).toBe(`{
    for (int i = 0; i < 3; i++) {
        int c = socket(AF_INET, SOCK_STREAM, 0);
        if (c < 0) perror("socket");
        if (close(c) < 0) perror("close");
    }
}
`);
  expect(only([...round, ...round, ...round, { process: 'C', call: 'close', fd: 'c' }])).toBe(`{
    int c = -1;

    for (int i = 0; i < 3; i++) {
        c = socket(AF_INET, SOCK_STREAM, 0);
        if (c < 0) perror("socket");
        if (close(c) < 0) perror("close");
    }
    if (close(c) < 0) perror("close");
}
`);
});
