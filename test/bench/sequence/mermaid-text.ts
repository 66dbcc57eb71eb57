import { callLabel, resultLabel } from '../../../src/diagrams/call-label.ts';
import { sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { showFlags } from '../../../src/engine/wire/segment.ts';

/** The messages of a trace, as the sequence diagram shows them, in Mermaid's language. */
export function mermaidText(trace: readonly TraceEvent[]): string {
  const lines = sequenceOf(trace, 'segments').rows.flatMap((row): readonly string[] => {
    switch (row.kind) {
      case 'call':
        return [`${row.span.process}->>K${row.span.process}: ${safe(callLabel(row.span.event.call))}`];
      case 'return': {
        const { process, end, event } = row.span;
        return [`K${process}-->>${process}: ${end?.result ? safe(resultLabel(end.result, event.call)) : 'returns'}`];
      }
      case 'sent': {
        const [from, to] = row.span.from === 'client' ? ['KC', 'KS'] : ['KS', 'KC'];
        return [`${from}->>${to}: ${showFlags(row.span.segment.flags)}`];
      }
      default:
        return [];
    }
  });
  const participants = ['C as client', 'KC as client kernel', 'KS as server kernel', 'S as server'];
  return ['sequenceDiagram', ...participants.map((each) => `participant ${each}`), ...lines].join('\n');
}

/** Mermaid takes `;` and `#` for its own. */
const safe = (text: string): string => text.replaceAll(/[;#]/g, ' ');
