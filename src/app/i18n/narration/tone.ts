import type { TraceEvent } from '../../../engine/trace/event.ts';
import type { Tone } from './narration.ts';

const NOT_YET: ReadonlySet<string | null> = new Set(['EAGAIN', 'EINPROGRESS', 'EALREADY']);

/** How an event strikes the eye. */
export function toneOf(event: TraceEvent): Tone {
  switch (event.kind) {
    case 'return':
      if (NOT_YET.has(event.result.errno)) return 'waiting';
      return event.result.errno === null && event.result.signal === null ? 'success' : 'failure';
    case 'block':
    case 'kept-out-of-order':
    case 'held-back':
      return 'waiting';
    case 'failed':
    case 'refused':
    case 'lost':
    case 'corrupted':
      return 'failure';
    case 'process-ended':
      return event.by === 'exit' ? 'neutral' : 'failure';
    case 'queue':
      return event.change === 'refused' ? 'failure' : 'neutral';
    case 'state':
      return event.to === 'ESTABLISHED' ? 'success' : 'neutral';
    case 'sent':
    case 'arrived':
      return event.segment.flags.rst ? 'failure' : 'neutral';
    case 'timer':
      return event.change === 'expired' && event.timer === 'retransmission' ? 'waiting' : 'neutral';
    case 'power':
      return event.on ? 'neutral' : 'failure';
    case 'link-changed':
      return event.rule === 'link-cut' ? 'failure' : 'neutral';
    case 'filter':
      return event.policy === null ? 'neutral' : 'failure';
    case 'icmp-arrived':
    case 'warned':
      return 'waiting';
    default:
      return 'neutral';
  }
}
