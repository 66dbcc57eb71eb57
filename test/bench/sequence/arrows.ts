import { callLabel, resultLabel } from '../../../src/diagrams/call-label.ts';
import { sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { showFlags } from '../../../src/engine/wire/segment.ts';

/** Who takes part, from left to right: the programs and their kernels. */
export const PARTICIPANTS = { C: 'client', KC: 'client kernel', KS: 'server kernel', S: 'server' } as const;
export type Participant = keyof typeof PARTICIPANTS;

/** A message as any other tool draws it. */
export interface Arrow {
  readonly from: Participant;
  readonly to: Participant;
  readonly text: string;
  /** A return. */
  readonly dashed: boolean;
}

/** The messages of a trace of `echoes.ts`, as the sequence diagram shows them. */
export function arrowsOf(trace: readonly TraceEvent[]): readonly Arrow[] {
  return sequenceOf(trace, 'segments').rows.flatMap((row): readonly Arrow[] => {
    switch (row.kind) {
      case 'call':
        return [{ ...sidesOf(row.span.process), text: callLabel(row.span.event.call), dashed: false }];
      case 'return': {
        const { process, end, event } = row.span;
        const { from, to } = sidesOf(process);
        return [
          { from: to, to: from, text: end?.result ? resultLabel(end.result, event.call) : 'returns', dashed: true },
        ];
      }
      case 'sent': {
        const [from, to] = row.span.from === 'client' ? (['KC', 'KS'] as const) : (['KS', 'KC'] as const);
        return [{ from, to, text: showFlags(row.span.segment.flags), dashed: false }];
      }
      default:
        return [];
    }
  });
}

const sidesOf = (process: string) =>
  process === 'C' ? ({ from: 'C', to: 'KC' } as const) : ({ from: 'S', to: 'KS' } as const);
