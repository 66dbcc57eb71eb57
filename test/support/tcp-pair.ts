import { type Bytes, NO_BYTES, sliceBytes } from '../../src/engine/base/bytes.ts';
import { deepFreeze } from '../../src/engine/base/freeze.ts';
import { drawRandom, type RandomState, seedRandom } from '../../src/engine/base/random.ts';
import { type Micros, micros } from '../../src/engine/base/time.ts';
import * as tcp from '../../src/engine/tcp/index.ts';
import type { ConnectionNote } from '../../src/engine/trace/connection-note.ts';
import type { Address, Endpoint } from '../../src/engine/wire/address.ts';
import type { Segment } from '../../src/engine/wire/segment.ts';
import { sequenceNumber } from '../../src/engine/wire/sequence-number.ts';

/** What the channel between the two does to each segment, by chance. */
export interface Channel {
  readonly seed: number;
  /** Chances from 0 to 1. */
  readonly loss: number;
  readonly duplication: number;
  /** Each flight takes between these many microseconds, so that segments overtake each other. */
  readonly fastest: number;
  readonly slowest: number;
}

/** What one side's program wants to do. */
export interface Plan {
  readonly writes: readonly number[];
  /** How many bytes its program reads at a time, and how often it looks (microseconds). */
  readonly readLength: number;
  readonly readEvery: number;
  readonly config: Partial<tcp.TcpConfig>;
}

export interface Side {
  readonly name: 'client' | 'server';
  tcb: tcp.ControlBlock | null;
  opened: boolean;
  /** Its program waits for something to do. */
  asleep: boolean;
  /** What its program has been given, and whether it saw the end of the stream. */
  got: string;
  ended: boolean;
  /** What is left to write, and everything it meant to write. */
  todo: Bytes;
  readonly all: Bytes;
  error: string | null;
  readonly plan: Plan;
  readonly notes: ConnectionNote[];
}

interface Happening {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

const ENDS: Record<Side['name'], Endpoint> = {
  client: { address: '10.0.0.1' as Address, port: 40_000 },
  server: { address: '10.0.0.2' as Address, port: 8080 },
};
const START = { client: sequenceNumber(2 ** 32 - 1000), server: sequenceNumber(2 ** 32 - 2000) };

/** Bytes that differ along the stream, so that a byte out of place shows. */
export function pattern(length: number, salt: number): Bytes {
  let out = '';
  for (let i = 0; i < length; i++) out += String.fromCharCode((i * 31 + (i >> 8) * 17 + salt) & 0xff);
  return out as Bytes;
}

/**
 * Two connections, their programs and a channel between them, on one clock, until nothing is left to happen. Each
 * program writes its plan, closes its direction, reads to the end and then closes its descriptor.
 */
export class Pair {
  readonly client: Side;
  readonly server: Side;
  now = 0;
  carried = 0;
  private random: RandomState;
  private readonly channel: Channel;
  private agenda: Happening[] = [];
  private order = 0;

  constructor(channel: Channel, client: Plan, server: Plan) {
    this.channel = channel;
    this.random = seedRandom(channel.seed);
    this.client = side('client', client, 1);
    this.server = side('server', server, 2);
  }

  /** Runs until nothing is left to happen; false when that takes more than `limit` happenings. */
  run(limit: number): boolean {
    const config = { ...tcp.LINUX_CONFIG, ...this.client.plan.config };
    this.client.opened = true;
    this.settle(this.client, tcp.openActive(ENDS.client, ENDS.server, START.client, config, this.clock()));
    for (let count = 0; count < limit; count++) {
      const next = this.take();
      if (next === undefined) return true;
      this.now = next.at;
      next.run();
    }
    return false;
  }

  private clock(): Micros {
    return micros(this.now);
  }

  private chance(): number {
    const { value, state } = drawRandom(this.random);
    this.random = state;
    return value;
  }

  private at(moment: number, run: () => void): void {
    const happening = { at: moment, order: this.order++, run };
    let place = this.agenda.length;
    while (place > 0 && (this.agenda[place - 1] as Happening).at <= moment) place--;
    this.agenda.splice(place, 0, happening);
  }

  private take(): Happening | undefined {
    return this.agenda.pop();
  }

  private settle(side: Side, outcome: tcp.Outcome): void {
    deepFreeze(outcome);
    const before = side.tcb;
    side.tcb = outcome.tcb;
    for (const note of outcome.notes) {
      side.notes.push(note);
      if (note.kind === 'failed') side.error = note.errno;
    }
    for (const { segment } of outcome.segments) this.carry(segment);
    if (outcome.tcb === null) {
      if (before !== null) this.drain(side, before);
      return;
    }
    this.wake(side);
    const deadline = tcp.nextDeadline(outcome.tcb);
    if (deadline !== null && (before === null || tcp.nextDeadline(before) !== deadline)) {
      this.at(deadline, () => {
        if (side.tcb !== null && tcp.nextDeadline(side.tcb) === deadline) {
          this.settle(side, tcp.onDeadline(side.tcb, this.clock()));
        }
      });
    }
  }

  /** What had arrived in order is the program's, however the connection ended. */
  private drain(side: Side, last: tcp.ControlBlock): void {
    if (last.connection.orphaned) return;
    side.got += tcp.peek(last, Number.MAX_SAFE_INTEGER);
    if (last.receive.finished) side.ended = true;
  }

  private carry(segment: Segment): void {
    this.carried++;
    const { loss, duplication, fastest, slowest } = this.channel;
    const copies = this.chance() < loss ? 0 : this.chance() < duplication ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      this.at(this.now + Math.floor(fastest + this.chance() * (slowest - fastest)), () => this.arrive(segment));
    }
  }

  private arrive(segment: Segment): void {
    const to = segment.destination.port === ENDS.server.port ? this.server : this.client;
    if (to.tcb !== null) {
      this.settle(to, tcp.onSegment(to.tcb, segment, this.clock()));
    } else if (to === this.server && !to.opened && tcp.listenAnswer(segment).kind === 'syn') {
      to.opened = true;
      const config = { ...tcp.LINUX_CONFIG, ...to.plan.config };
      this.settle(to, tcp.openPassive(ENDS.server, ENDS.client, segment, START.server, config, this.clock()));
    } else {
      const reset = tcp.resetFor(segment);
      if (reset !== null) this.carry(reset.segment);
    }
  }

  /** Wakes the program when there is something for it to do; it comes when it next looks. */
  private wake(side: Side): void {
    if (!side.asleep || side.tcb === null || !hasToDo(side, side.tcb)) return;
    side.asleep = false;
    this.at(this.now + side.plan.readEvery, () => {
      side.asleep = true;
      this.turn(side);
      this.wake(side);
    });
  }

  /** The program writes what fits, reads, and closes when all is done. */
  private turn(side: Side): void {
    const { tcb } = side;
    if (tcb === null) return;
    if (side.todo.length > 0) {
      const outcome = tcp.write(tcb, side.todo, this.clock());
      side.todo = sliceBytes(side.todo, outcome.accepted);
      this.settle(side, outcome);
    }
    if (side.todo.length === 0 && side.tcb !== null && !side.tcb.send.finQueued) {
      this.settle(side, tcp.shutdownWrite(side.tcb, this.clock()));
    }
    if (side.tcb === null) return;
    const outcome = tcp.read(side.tcb, side.plan.readLength, this.clock());
    side.got += outcome.data;
    this.settle(side, outcome);
    if (side.tcb !== null && tcp.endOfStream(side.tcb) && side.todo.length === 0) {
      side.ended = true;
      this.settle(side, tcp.close(side.tcb, this.clock()));
    }
  }
}

function hasToDo(side: Side, tcb: tcp.ControlBlock): boolean {
  const { state, orphaned } = tcb.connection;
  if (orphaned || state === 'SYN-SENT' || state === 'SYN-RECEIVED') return false;
  if (tcp.readable(tcb) > 0) return true;
  if (side.todo.length > 0) return tcp.sendSpace(tcb) > 0;
  return !tcb.send.finQueued || tcp.endOfStream(tcb);
}

function side(name: Side['name'], plan: Plan, salt: number): Side {
  const total = plan.writes.reduce((sum, length) => sum + length, 0);
  const all = total === 0 ? NO_BYTES : pattern(total, salt);
  return {
    name,
    tcb: null,
    opened: false,
    asleep: true,
    got: '',
    ended: false,
    todo: all,
    all,
    error: null,
    plan,
    notes: [],
  };
}
