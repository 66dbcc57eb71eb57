import { describe, expect, it } from 'vitest';
import { minimapOf } from '../../../src/diagrams/sequence/minimap.ts';
import { layOutSequence, type SequenceMoment } from '../../../src/diagrams/sequence/layout.ts';
import { sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import type { Measure } from '../../../src/diagrams/shape.ts';
import { diagrams } from '../../../src/app/i18n/en/diagrams.ts';
import { type SocketClasses, socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { echoes, sentOnce, unseen } from '../../bench/sequence/echoes.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { momentAt, PAIR } from '../../support/sequence-diagram.ts';

const MESSAGES = 20_000;
const whole = echoes(MESSAGES);
/** Somewhat more than the window of a large screen. */
const WINDOW = 1600;

/** How often text was measured. */
function counted(): { readonly measure: Measure; readonly times: () => number } {
  let times = 0;
  const measure: Measure = (...text) => {
    times++;
    return fixedMeasure(...text);
  };
  return { measure, times: () => times };
}

const layOut = (
  trace: Parameters<typeof sequenceOf>[0],
  measure: Measure = fixedMeasure,
  classOf: SocketClasses = socketClassesOf(null, trace),
) =>
  layOutSequence(sequenceOf(trace, 'segments'), {
    cast: PAIR,
    width: 595,
    measure,
    words: diagrams.sequence,
    classOf,
  });

describe('a run of 20,000 messages', () => {
  it('is drawn as far as it is seen', () => {
    const trace = unseen(whole).trace.items;
    const layout = layOut(trace);
    const moment: SequenceMoment = { ...momentAt(trace), since: trace.length - 1 };
    const end = layout.nowY(moment);
    expect(end).toBeGreaterThan(MESSAGES * 20);
    for (const top of [0, end / 3, end - WINDOW]) {
      const { shapes } = layout.draw(moment, { top, bottom: top + WINDOW });
      expect(shapes.length).toBeGreaterThan(50);
      expect(shapes.length).toBeLessThan(400);
    }
  });

  it('is laid out without measuring each of its labels', () => {
    const trace = unseen(whole).trace.items;
    const { measure, times } = counted();
    const layout = layOut(trace, measure);
    layout.nowY(momentAt(trace));
    expect(times()).toBeLessThan(200);
  });

  it('is drawn without asking for the class of a socket whose name is out of sight, for the class is read from the whole run', () => {
    const trace = unseen(whole).trace.items;
    let asked = 0;
    const layout = layOut(trace, fixedMeasure, () => {
      asked++;
      return 'ClientSocket';
    });
    const moment = momentAt(trace);
    const end = layout.nowY(moment);
    layout.draw(moment, { top: end - WINDOW, bottom: end });
    expect(asked).toBe(0);
    layout.draw(moment, { top: 0, bottom: WINDOW });
    expect(asked).toBeGreaterThan(0);
  });

  it('goes on with a message more without being made anew', () => {
    const before = unseen(whole);
    const model = sequenceOf(before.trace.items, 'segments');
    const rows = [...model.rows];
    const longer = sentOnce(before);
    const next = sequenceOf(longer.trace.items, 'segments');
    expect(next).toBe(model);
    expect(next.rows.length).toBeGreaterThan(rows.length);
    expect(rows.every((row, index) => next.rows[index] === row)).toBe(true);
  });

  it('has a map of no more marks than pixels', () => {
    const trace = unseen(whole).trace.items;
    const pixels = 500;
    const marks = minimapOf(sequenceOf(trace, 'segments'), ['client', 'server'], layOut(trace), pixels, trace.length);
    expect(new Set(marks.map(({ kind }) => kind))).toContain('call');
    expect(marks.length).toBeLessThan(3 * pixels);
  });
});
