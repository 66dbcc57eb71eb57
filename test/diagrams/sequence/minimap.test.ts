import { describe, expect, it } from 'vitest';
import { type MinimapMark, minimapOf, type Places } from '../../../src/diagrams/sequence/minimap.ts';
import { type Detail, type SequenceModel, sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';
import { layOut, momentAt } from '../../support/sequence-diagram.ts';
import { play } from '../../support/play.ts';

const HOSTS = ['client', 'server'];

/** Every row ten units high. */
const evenly = ({ rows }: SequenceModel): Places => {
  return { end: () => rows.length * 10, rowAt: (y) => Math.min(rows.length, Math.ceil(y / 10)) };
};

const told = (marks: readonly MinimapMark[]): readonly string[] =>
  marks.map(({ kind, host, from, to }) => `${kind}${host === null ? '' : ` ${host}`} ${from}-${to}`);

/** One pixel a row. */
function map(trace: readonly TraceEvent[], count = trace.length, detail: Detail = 'segments'): readonly string[] {
  const model = sequenceOf(trace, detail);
  return told(minimapOf(model, HOSTS, evenly(model), model.rows.length, count));
}

describe('the map of a run', () => {
  const refused = play(`
    C socket c                  -> 3
    C connect c 10.0.0.2:8080   -> ECONNREFUSED
    S socket s                  -> 3
  `).trace.items;

  it('has calls in the lane of their machine, segments between, failures across, and shows who sleeps', () => {
    const rows = sequenceOf(refused, 'segments').rows.map(({ kind }) => kind);
    expect(rows).toEqual(['call', 'return', 'call', 'sent', 'arrived', 'sent', 'arrived', 'return', 'call', 'return']);
    expect(map(refused)).toEqual([
      'waiting client 4-7',
      'call client 0-1',
      'call client 2-3',
      'call server 8-9',
      'segment 3-4',
      'segment 5-6',
      'failure 5-6',
      'failure 7-8',
    ]);
  });

  it('has nothing of what has not happened, and nothing in it moves', () => {
    const before = map(refused, 0);
    expect(before).toEqual([]);
    const connecting = refused.findIndex(({ kind }) => kind === 'sent') + 1;
    expect(map(refused, connecting)).toEqual(['call client 0-1', 'call client 2-3', 'segment 3-4']);
  });

  it('is as high as it is asked to be, however long the run', () => {
    const marks = minimapOf(
      sequenceOf(refused, 'segments'),
      HOSTS,
      evenly(sequenceOf(refused, 'segments')),
      2,
      refused.length,
    );
    expect(told(marks)).toEqual(['call client 0-1', 'call server 1-2', 'segment 0-2', 'failure 1-2']);
  });

  it('of a run that grows is that of the whole run, whatever was counted before', async () => {
    for (const { id, timeline } of await scenarioRuns()) {
      const trace = timeline.trace.items;
      const growing: TraceEvent[] = [];
      for (const [index, event] of trace.entries()) {
        growing.push(event);
        if (index % 7 === 0) map(growing, growing.length, 'detailed');
      }
      expect(map(growing, trace.length, 'detailed'), id).toEqual(map([...trace], trace.length, 'detailed'));
    }
  });

  it('stands where the diagram has its rows', () => {
    const layout = layOut(refused);
    const { rows } = sequenceOf(refused, 'segments');
    const moment = momentAt(refused);
    for (const [number, row] of rows.entries()) expect(layout.rowAt(layout.yOf(moment, row.index) ?? 0)).toBe(number);
    expect(layout.end()).toBe(layout.height(moment) - 10);
  });
});
