import { expect, test } from 'vitest';
import { bytesOf } from '../../../src/engine/base/bytes.ts';
import { micros } from '../../../src/engine/base/time.ts';
import * as tcp from '../../../src/engine/tcp/index.ts';
import { LOCAL, OUR_ISS } from '../../support/tcp-harness.ts';

/** A socket that is connected to its own address: each segment that it sends arrives at itself. */
function untilQuiet(outcome: tcp.Outcome): tcp.ControlBlock | null {
  const wire = [...outcome.segments];
  let { tcb } = outcome;
  for (let hops = 0; wire.length > 0 && tcb !== null; hops++) {
    expect(hops).toBeLessThan(20);
    const next = tcp.onSegment(tcb, (wire.shift() as tcp.Outgoing).segment, micros(hops));
    tcb = next.tcb;
    wire.push(...next.segments);
  }
  return tcb;
}

test('a socket connects to itself, reads what it wrote, and closes with itself', () => {
  const now = micros(100);
  const open = untilQuiet(tcp.openActive(LOCAL, LOCAL, OUR_ISS, tcp.LINUX_CONFIG, now)) as tcp.ControlBlock;
  expect(open.connection.state).toBe('ESTABLISHED');

  const echoed = untilQuiet(tcp.write(open, bytesOf('hello'), now)) as tcp.ControlBlock;
  expect(tcp.peek(echoed, 99)).toBe('hello');
  expect(echoed.send.acknowledged).toBe(5);

  const { tcb } = tcp.read(echoed, 99, now);
  const closed = untilQuiet(tcp.shutdownWrite(tcb as tcp.ControlBlock, now)) as tcp.ControlBlock;
  expect(closed.connection.state).toBe('TIME-WAIT');
  expect(tcp.endOfStream(closed)).toBe(true);
});
