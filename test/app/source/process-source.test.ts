import { describe, expect, it } from 'vitest';
import { act } from '../../../src/engine/history/run.ts';
import { worldAt } from '../../../src/engine/history/run.ts';
import { type LineState, sourceOf } from '../../../src/app/source/process-source.ts';
import type { Subject } from '../../../src/diagrams/shape.ts';
import { tiesOf } from '../../../src/diagrams/ties.ts';
import { classSource } from '../../../src/formats/cpp/classes/class-source.ts';
import type { CppLine } from '../../../src/formats/cpp/cpp-source.ts';
import { DEFAULT_SCRIPT } from '../../../src/lessons/scenarios/catalogue.ts';
import { afterReturn, type Run, runScript, sceneAt, script, stepWhere } from '../../support/stage.tsx';

const echo = runScript(DEFAULT_SCRIPT);

type SourceLine = CppLine & LineState;

function listing(run: Run, step: number, process: string): readonly SourceLine[] {
  const { ledger, standing } = sceneAt(run, step);
  const { lines, stateOf } = sourceOf(run.script, process, ledger, 'en', standing[process] ?? 'runs');
  return lines.map((line) => ({ ...line, ...stateOf(line) }));
}

const text = ({ tokens }: SourceLine): string =>
  tokens
    .map((token) => token.text)
    .join('')
    .trim();
const marks = (lines: readonly SourceLine[]): string[] =>
  lines.flatMap((line) =>
    line.mark === null
      ? []
      : [
          `${line.mark}: ${text(line)
            .match(/\b(\w+)\(/g)
            ?.join(' ')}`,
        ],
  );

describe('the line that runs', () => {
  it('is none before the first call', () => {
    expect(marks(listing(echo, 0, 'S'))).toEqual([]);
  });

  it('is the last call’s; those before are done', () => {
    const found = marks(listing(echo, afterReturn(echo, 'S', 'bind'), 'S'));
    expect(found.map((mark) => mark.split(':')[0])).toEqual(['done', 'now']);
    expect(found[1]).toContain('bind(');
  });

  it('is marked as blocked while the call sleeps', () => {
    const found = marks(
      listing(
        echo,
        stepWhere(echo, ({ kind }) => kind === 'block'),
        'S',
      ),
    );
    expect(found.at(-1)).toMatch(/^blocked: accept\(/);
  });

  it('is no longer blocked once the process is awake, before the call returns', () => {
    const step = stepWhere(echo, (event) => event.kind === 'queue' && event.queue === 'accept');
    expect(sceneAt(echo, step).standing['S']).toBe('woken');
    expect(marks(listing(echo, step, 'S')).at(-1)).toMatch(/^now: accept\(/);
  });

  it('is the closing brace when main has returned, and no call any more', () => {
    const step = afterReturn(echo, 'C', 'close');
    const lines = listing(echo, step, 'C');
    expect(lines.filter(({ mark }) => mark !== null && mark !== 'done').map((line) => [line.mark, text(line)])).toEqual(
      [['over', '}']],
    );
    expect(sceneAt(echo, step - 1).standing['C']).toBe('runs');
    expect(sceneAt(echo, step).standing).toMatchObject({ C: 'over', S: expect.not.stringMatching('over') as string });
  });

  it('is in the program that the user wrote by hand, once he did', () => {
    const step = afterReturn(echo, 'S', 'bind');
    const cursor = { step, time: worldAt(echo.timeline, step).now };
    const call = { kind: 'call', process: 'S', call: { name: 'close', fd: 3 }, names: { fd: 's', as: null } } as const;
    const run = { ...echo, timeline: act(echo.timeline, cursor, call) };
    const lines = listing(
      run,
      stepWhere(run, (event) => event.kind === 'return' && event.call.name === 'close'),
      'S',
    );
    expect(marks(lines).at(-1)).toMatch(/^now: .*close\(/);
    expect(lines.some((line) => text(line).includes('listen('))).toBe(false);
  });
});

describe('a program that forks', () => {
  const family = runScript(
    script([
      { process: 'S', call: 'socket', as: 'ls' },
      { process: 'S', call: 'fork', as: 'S2' },
      { process: 'S2', call: 'close', fd: 'ls' },
      { process: 'S', call: 'thread', as: 't1' },
      { process: 'S', thread: 't1', call: 'getsockname', fd: 'ls' },
      { process: 'S', call: 'listen', fd: 'ls', backlog: 1 },
    ]),
  );
  const end = family.timeline.steps.length;

  it('is one source for parent and child; each has its own line, and what was done before the fork', () => {
    const parent = listing(family, end, 'S');
    const child = listing(family, end, 'S2');
    expect(child.map(text)).toEqual(parent.map(text));
    expect(marks(child)).toEqual(['done: socket(', 'done: fork(', 'now: close( perror(']);
  });

  it('every thread of a process stands somewhere', () => {
    const before = stepWhere(family, (event) => event.kind === 'call' && event.call.name === 'listen') - 1;
    expect(marks(listing(family, before, 'S'))).toEqual([
      'done: socket(',
      'done: fork(',
      'now: t1(',
      'now: getsockname(',
    ]);
  });
});

describe('the line of what is selected', () => {
  const litLines = (subject: Subject): readonly string[] => {
    const { ledger, standing } = sceneAt(echo, echo.timeline.steps.length);
    const ties = tiesOf(echo.timeline.trace.items, subject);
    const { lines, stateOf } = sourceOf(echo.script, 'C', ledger, 'en', standing['C'] ?? 'runs', ties);
    return lines
      .map((line) => ({ ...line, ...stateOf(line) }))
      .filter(({ selected }) => selected)
      .map(text);
  };

  it('a segment of the handshake lights connect(), also one that the server sent', () => {
    const handshake = echo.timeline.trace.items.filter((event) => event.kind === 'sent').slice(0, 3);
    for (const { flight } of handshake) {
      expect(litLines({ kind: 'flight', flight }).join(' ')).toContain('connect(');
    }
  });

  it('an operation lights all of its calls', () => {
    const calls = echo.timeline.trace.items
      .filter((event) => event.kind === 'call')
      .filter(({ call }) => call.name === 'send' || call.name === 'close')
      .map(({ callId }) => callId);
    const lit = litLines({ kind: 'calls', id: 'several', calls }).join(' ');
    expect(lit).toContain('send(');
    expect(lit).toContain('close(');
    expect(lit).not.toContain('connect(');
  });
});

describe('a program with classes', () => {
  const withClasses = (step: number) => {
    const { ledger, standing } = sceneAt(echo, step);
    return sourceOf(DEFAULT_SCRIPT, 'S', ledger, 'en', standing['S'] ?? 'runs', undefined, classSource);
  };
  const marked = (step: number): string[] => {
    const { lines, stateOf } = withClasses(step);
    return lines
      .map((line) => ({ ...line, ...stateOf(line) }))
      .filter(({ mark }) => mark === 'now' || mark === 'blocked')
      .map((line) => `${line.mark} ${line.inClass ? 'class' : 'main'}: ${text(line)}`);
  };

  it('marks the line of main and the one in the class that makes the call', () => {
    expect(marked(afterReturn(echo, 'S', 'listen'))).toEqual([
      'now class: return check(::listen(fd_, backlog), "listen");',
      'now main: s.listen(1);',
    ]);
    expect(marked(stepWhere(echo, ({ kind }) => kind === 'block'))).toEqual([
      'blocked class: return ClientSocket(check(::accept(fd_, nullptr, nullptr), "accept"));',
      'blocked main: ClientSocket a = s.accept();',
    ]);
  });

  it('keeps main in view, from before the first call to the closing brace', () => {
    const shown = (step: number): string => {
      const { lines, inView } = withClasses(step);
      return lines[inView]?.tokens.map((token) => token.text).join('') ?? '';
    };
    expect(shown(0)).toBe('    ServerSocket s;');
    expect(shown(afterReturn(echo, 'S', 'bind'))).toBe('    s.bind(addr);');
    expect(shown(echo.timeline.steps.length)).toBe('}');
  });

  it('is another text than the one with functions, however often they take turns', () => {
    const { ledger } = sceneAt(echo, 0);
    const functions = sourceOf(DEFAULT_SCRIPT, 'S', ledger, 'en', 'runs').lines;
    expect(withClasses(0).lines).not.toBe(functions);
    expect(withClasses(0).lines).toBe(withClasses(5).lines);
    expect(sourceOf(DEFAULT_SCRIPT, 'S', ledger, 'en', 'runs').lines).toBe(functions);
  });
});
