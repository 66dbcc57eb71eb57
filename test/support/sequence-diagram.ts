import { diagrams } from '../../src/app/i18n/en/diagrams.ts';
import { type Cast, castOf } from '../../src/diagrams/cast.ts';
import { scopeOf, type Side } from '../../src/diagrams/sequence/columns.ts';
import { layOutSequence, type SequenceLayout, type SequenceMoment } from '../../src/diagrams/sequence/layout.ts';
import { type Detail, sequenceOf } from '../../src/diagrams/sequence/model.ts';
import type { SequenceWords } from '../../src/diagrams/sequence/words.ts';
import { socketClassesOf } from '../../src/diagrams/socket-classes.ts';
import { micros } from '../../src/engine/base/time.ts';
import type { TraceEvent } from '../../src/engine/trace/event.ts';
import type { Address } from '../../src/engine/wire/address.ts';
import { fixedMeasure } from './fixed-measure.ts';
import { calls, TraceBuilder } from './trace-builder.ts';

/** A client and a server with one process each. */
export const PAIR: Cast = castOf({
  hosts: [
    { name: 'client', address: '10.0.0.1' as Address, profile: 'linux' },
    { name: 'server', address: '10.0.0.2' as Address, profile: 'linux' },
  ],
  processes: [
    { name: 'C', host: 'client', root: false },
    { name: 'S', host: 'server', root: false },
  ],
});

export function layOut(
  trace: readonly TraceEvent[],
  {
    detail = 'segments',
    cast = PAIR,
    width = 620,
    words = diagrams.sequence,
    side = null,
    toScale = false,
  }: {
    detail?: Detail;
    cast?: Cast;
    width?: number;
    words?: SequenceWords;
    side?: Side | null;
    toScale?: boolean;
  } = {},
): SequenceLayout {
  const model = sequenceOf(trace, detail, scopeOf(cast, side));
  return layOutSequence(model, {
    cast,
    side,
    width,
    measure: fixedMeasure,
    words,
    classOf: socketClassesOf(null, trace),
    toScale,
  });
}

/** A cursor after `count` trace events, at the moment of the last of them or at `ms`; each trace event is a step of its own. */
export const momentAt = (trace: readonly TraceEvent[], count = trace.length, ms?: number): SequenceMoment => ({
  count,
  time: ms === undefined ? (trace[count - 1]?.at ?? micros(0)) : micros(ms * 1000),
  stepOf: (index) => index + 1,
});

/** A SYN that is lost on its way, sent again, and refused. */
export function lostSyn(): readonly TraceEvent[] {
  const { events } = new TraceBuilder()
    .call('C', calls.connect(3))
    .sends(1, 'client', 'server', 'SYN', { arrives: null })
    .at(10)
    .isLost(1)
    .at(1200)
    .sends(2, 'client', 'server', 'SYN', { repeats: 1, arrives: 1210 })
    .at(1210)
    .arrives(2)
    .returns('C', 'ECONNREFUSED')
    .sends(3, 'server', 'client', 'RST ACK');
  return events;
}
