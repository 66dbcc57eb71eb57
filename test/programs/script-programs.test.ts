import { describe, expect, it } from 'vitest';
import { micros } from '../../src/engine/base/time.ts';
import { failure, success } from '../../src/engine/posix/call.ts';
import type { ProgramsView, Turn } from '../../src/engine/simulation/programs.ts';
import type { CallScript, ScriptStep } from '../../src/programs/call-script.ts';
import { type Manner, scriptPrograms } from '../../src/programs/script-programs.ts';

const script = (...steps: ScriptStep[]): CallScript => ({
  name: 'test',
  hosts: { client: '10.0.0.1', server: '10.0.0.2' },
  processes: { C: { host: 'client' }, S: { host: 'server' } },
  steps,
});

/** Runs programs against a kernel that the test plays: who sleeps, who is gone, what calls return. */
class Play {
  readonly programs;
  state: unknown;
  readonly activity: Record<string, 'running' | 'blocked' | 'ended' | 'absent'> = { C: 'running', S: 'running' };
  readonly ports: Record<string, number> = {};

  constructor(manner: Manner, ...steps: ScriptStep[]) {
    this.programs = scriptPrograms(script(...steps), manner);
    this.state = this.programs.initial;
  }

  next(): Turn {
    const view: ProgramsView = {
      now: micros(0),
      activity: (process, thread) =>
        this.activity[thread === undefined || thread === 'main' ? process : `${process}/${thread}`] ?? 'running',
      threadNumber: () => 0,
      localPort: (process, fd) => this.ports[`${process}.${fd}`] ?? null,
    };
    const { state, turn } = this.programs.next(this.state, view);
    this.state = JSON.parse(JSON.stringify(state));
    return turn;
  }

  /** What was done, in short: `C:socket#1`, `wait#2`, `refuse S:close#3 call-while-blocked`. */
  short(): string {
    const turn = this.next();
    if (turn.kind === 'call') return `${turn.process}:${turn.call.name}#${turn.step}`;
    if (turn.kind === 'wait') return `wait#${turn.step}`;
    if (turn.kind === 'refuse') return `refuse ${turn.process}:${turn.call.name}#${turn.step} ${turn.rule}`;
    return turn.kind;
  }

  all(): string[] {
    const out: string[] = [];
    for (let count = 0; count < 100; count++) {
      const turn = this.short();
      out.push(turn);
      if (turn === 'end' || turn === 'stall') return out;
    }
    throw new Error('no end');
  }
}

const accept: ScriptStep = { process: 'S', call: 'accept', fd: 'ls', as: 'a' };
const recv: ScriptStep = { process: 'S', call: 'recv', fd: 'a', length: 10 };
const connect: ScriptStep = { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 80 };
const close: ScriptStep = { process: 'C', call: 'close', fd: 'c' };

describe('strict: as the runner on a real kernel', () => {
  it('takes steps in list order', () => {
    expect(new Play('strict', accept, connect, { wait: 5 }, recv, close).all()).toEqual([
      'S:accept#0',
      'C:connect#1',
      'wait#2',
      'S:recv#3',
      'C:close#4',
      'end',
    ]);
  });

  it('refuses a step of a sleeping process, leaves it out and goes on', () => {
    const play = new Play('strict', accept, recv, connect);
    expect(play.short()).toBe('S:accept#0');
    play.activity['S'] = 'blocked';
    expect(play.all()).toEqual(['refuse S:recv#1 call-while-blocked', 'C:connect#2', 'end']);
  });

  it('refuses a step of an ended process, kill as well', () => {
    const play = new Play('strict', recv, { process: 'S', call: 'kill' });
    play.activity['S'] = 'ended';
    expect(play.all()).toEqual(['refuse S:recv#0 call-after-end', 'refuse S:kill#1 call-after-end', 'end']);
  });

  it('kills a process that sleeps', () => {
    const play = new Play('strict', { process: 'S', call: 'kill' });
    play.activity['S'] = 'blocked';
    expect(play.short()).toBe('S:kill#0');
  });
});

describe('patient: as independent programs', () => {
  it('passes over a sleeping process and comes back to its step', () => {
    const play = new Play('patient', accept, recv, connect, close);
    expect(play.short()).toBe('S:accept#0');
    play.activity['S'] = 'blocked';
    expect(play.short()).toBe('C:connect#2');
    play.activity['S'] = 'running';
    expect(play.all()).toEqual(['S:recv#1', 'C:close#3', 'end']);
  });

  it('stalls while everybody who has steps left sleeps, and goes on when somebody wakes', () => {
    const play = new Play('patient', accept, recv);
    expect(play.short()).toBe('S:accept#0');
    play.activity['S'] = 'blocked';
    expect(play.short()).toBe('stall');
    expect(play.short()).toBe('stall');
    play.activity['S'] = 'running';
    expect(play.all()).toEqual(['S:recv#1', 'end']);
  });

  it('does not stall for a sleeper that has no steps left', () => {
    const play = new Play('patient', accept, connect);
    play.activity['S'] = 'running';
    expect(play.short()).toBe('S:accept#0');
    play.activity['S'] = 'blocked';
    expect(play.all()).toEqual(['C:connect#1', 'end']);
  });

  it('lets time pass when the wait is the first thing that can be done', () => {
    const play = new Play('patient', accept, recv, { wait: 1500 }, connect);
    expect(play.short()).toBe('S:accept#0');
    play.activity['S'] = 'blocked';
    expect(play.next()).toEqual({ kind: 'wait', duration: 1_500_000, step: 2 });
    expect(play.short()).toBe('C:connect#3');
  });

  it('has no more steps for a program that ended, and says so without a refusal', () => {
    const play = new Play('patient', accept, connect, recv);
    expect(play.short()).toBe('S:accept#0');
    play.activity['S'] = 'ended';
    expect(play.all()).toEqual(['C:connect#1', 'end']);
  });

  it('strikes the remaining steps of a process that the user took in hand', () => {
    const play = new Play('patient', accept, connect, recv, close);
    expect(play.short()).toBe('S:accept#0');
    play.state = play.programs.seized(play.state, 'S');
    expect(play.all()).toEqual(['C:connect#1', 'C:close#3', 'end']);
  });
});

describe('names', () => {
  const use: ScriptStep = { process: 'C', call: 'close', fd: 's' };
  const closes = (play: Play) => {
    const turn = play.next();
    return turn.kind === 'call' && turn.call.name === 'close' ? turn.call.fd : turn;
  };

  it('stand for the number that the call returned', () => {
    const play = new Play('strict', use);
    play.state = play.programs.returned(play.state, 'C', { fd: null, as: 's' }, success(7));
    expect(closes(play)).toBe(7);
  });

  it('stand for -1 after a failure, and before anything returned', () => {
    const play = new Play('strict', use, use);
    expect(closes(play)).toBe(-1);
    play.state = play.programs.returned(play.state, 'C', { fd: null, as: 's' }, success(7));
    play.state = play.programs.returned(play.state, 'C', { fd: null, as: 's' }, failure('EMFILE'));
    expect(closes(play)).toBe(-1);
  });

  it('belong to one process', () => {
    const play = new Play('strict', use);
    play.state = play.programs.returned(play.state, 'S', { fd: null, as: 's' }, success(7));
    expect(closes(play)).toBe(-1);
  });

  it('lend their port to another process: P.name', () => {
    const toPort: ScriptStep = { process: 'C', call: 'connect', fd: 3, address: '10.0.0.2', port: 'S.ls' };
    const play = new Play('strict', toPort, toPort);
    expect(play.next()).toMatchObject({ call: { name: 'connect', fd: 3, port: 0 } });
    play.state = play.programs.returned(play.state, 'S', { fd: null, as: 'ls' }, success(4));
    play.ports['S.4'] = 40001;
    expect(play.next()).toMatchObject({ call: { port: 40001 }, names: { fd: null, as: null } });
  });
});

describe('threads and children', () => {
  const fork: ScriptStep = { process: 'S', call: 'fork', as: 'S2' };
  const child: ScriptStep = { process: 'S2', call: 'close', fd: 'ls' };
  const thread: ScriptStep = { process: 'S', call: 'thread', as: 't' };
  const inThread: ScriptStep = { process: 'S', thread: 't', call: 'close', fd: 'ls' };

  it('a child knows by its parent’s names what they stood for when it was forked', () => {
    const play = new Play('patient', { process: 'S', call: 'socket', as: 'ls' }, fork, child);
    play.next();
    play.state = play.programs.returned(play.state, 'S', { fd: null, as: 'ls' }, success(7));
    play.next();
    play.state = play.programs.forked(play.state, 'S', 'S2');
    expect(play.next()).toMatchObject({ kind: 'call', process: 'S2', call: { name: 'close', fd: 7 } });
  });

  it('patient: the steps of a thread go on while another thread of its process sleeps', () => {
    const play = new Play('patient', thread, accept, recv, inThread);
    expect([play.short(), play.short()]).toEqual(['S:thread#0', 'S:accept#1']);
    play.activity['S'] = 'blocked';
    expect(play.all()).toEqual(['S:close#3', 'stall']);
  });

  it('patient: who was never begun is not waited for; strict: its step is refused, at the host where it would live', () => {
    const patient = new Play('patient', fork, child, close);
    patient.activity['S2'] = 'absent';
    expect(patient.all()).toEqual(['S:fork#0', 'C:close#2', 'end']);
    const strict = new Play('strict', fork, child);
    strict.activity['S2'] = 'absent';
    strict.next();
    expect(strict.next()).toMatchObject({ kind: 'refuse', process: 'S2', host: 'server', rule: 'call-before-start' });
  });
});
