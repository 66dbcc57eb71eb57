import { describe, expect, test } from 'vitest';
import { sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import { layOut, momentAt } from '../../support/sequence-diagram.ts';
import { calls, received, TraceBuilder } from '../../support/trace-builder.ts';

const scripted = () => new TraceBuilder().scripted();
const found = (built: TraceBuilder) => {
  const { fragments, rows } = sequenceOf(built.events, 'segments');
  return fragments
    .across(0, rows.length)
    .map(({ operator, actor, guard, first, last }) => `${operator} ${actor} [${guard}] ${first}-${last}`);
};
/** One round of a server that serves one client after another. */
const serve = (built: TraceBuilder) =>
  built.does('S', calls.accept(3), 4).does('S', calls.recv(4), received('x')).does('S', calls.close(4), 0);
const times = (count: number, round: (built: TraceBuilder) => TraceBuilder, built = scripted()) => {
  for (let each = 0; each < count; each++) round(built);
  return built;
};

describe('loop', () => {
  test('the same group of calls three times or more', () => {
    expect(found(times(2, serve))).toEqual([]);
    expect(found(times(3, serve))).toEqual(['loop S [3×] 0-17']);
    expect(found(times(5, serve))).toEqual(['loop S [5×] 0-29']);
  });

  test('the shortest group that covers most', () => {
    const recv = (built: TraceBuilder) => built.does('S', calls.recv(4), received('x'));
    expect(found(times(4, recv))).toEqual(['loop S [4×] 0-7']);
  });

  test('what follows is not in it, and another may begin', () => {
    const built = times(3, serve).does('S', calls.listen(3), 0);
    times(3, (each) => each.does('S', calls.recv(4), received('x')), built);
    expect(found(built)).toEqual(['loop S [3×] 0-17', 'loop S [3×] 20-25']);
  });

  test('two programs have their own', () => {
    const built = times(3, (each) => each.does('S', calls.accept(3), 4).does('C', calls.send(3, 'x'), 1));
    expect(found(built)).toEqual(['loop S [3×] 0-9', 'loop C [3×] 2-11']);
  });

  test('what a hand repeats is none, nor is closing one thing after another', () => {
    expect(found(times(3, serve, new TraceBuilder()))).toEqual([]);
    expect(found(times(3, (built) => built.does('S', calls.close(4), 0)))).toEqual([]);
  });
});

describe('a script has no branches: the call after a failed one is no alternative', () => {
  test('no alt around another way to the same call', () => {
    const built = scripted()
      .does('S', calls.bind(3), 'EADDRINUSE')
      .does('S', calls.socket(), 4)
      .does('S', calls.bind(4), 0)
      .does('S', calls.listen(4), 0);
    expect(found(built)).toEqual([]);
  });

  test('no break around what tidies up: it is done in any case', () => {
    expect(found(scripted().does('C', calls.recv(3), 'ECONNRESET').does('C', calls.close(3), 0))).toEqual([]);
  });
});

test('a trace that is read bit by bit has the fragments of one that is read at once', () => {
  const whole = times(4, serve).does('S', calls.listen(3), 0);
  times(3, (each) => each.does('S', calls.recv(4), received('x')), whole);
  const growing: typeof whole.events = [];
  for (const event of whole.events) {
    growing.push(event);
    sequenceOf(growing, 'segments');
  }
  const texts = (events: typeof whole.events) => [...sequenceOf(events, 'segments').fragments.byFirst.values()];
  expect(texts(growing)).toEqual(texts(whole.events));
  expect(texts(whole.events)).toHaveLength(2);
});

test('a frame with its operator in a pentagon and its guard; its lower edge grows with the cursor', () => {
  const { events } = times(3, serve);
  const frame = (count: number) =>
    layOut(events)
      .draw(momentAt(events, count))
      .shapes.find(({ key }) => key.endsWith(':frame'));
  const texts = layOut(events)
    .draw(momentAt(events, 1))
    .shapes.flatMap((shape) => (shape.kind === 'text' && shape.key.startsWith('loop') ? [shape.text] : []));
  expect(texts).toEqual(['loop', '[3×]']);
  const [begun, later, whole] = [frame(1), frame(6), frame(events.length)];
  expect(begun).toMatchObject({ kind: 'box', fill: 'none', x: 402, width: 179 });
  expect([begun, later, whole].map((each) => each?.kind === 'box' && [each.y, Math.round(each.height)])).toEqual([
    [21, 58],
    [21, 194],
    [21, 519],
  ]);
});
