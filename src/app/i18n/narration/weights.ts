import type { TraceEvent } from '../../../engine/trace/event.ts';

/** How telling an event is beside others of the same moment: the state it changes over the timer it starts. */
export function weightOf(event: TraceEvent): number {
  switch (event.kind) {
    case 'power':
    case 'link-changed':
    case 'filter':
      return 110;
    case 'process-started':
    case 'thread-started':
      return 60;
    case 'process-ended':
    case 'failed':
      return 100;
    case 'refused':
    case 'return':
      return 90;
    case 'block':
      return 88;
    case 'lost':
      return 86;
    case 'kept-out-of-order':
      return 84;
    case 'state':
      return event.to === 'CLOSED' ? 70 : 82;
    case 'received':
      return 80;
    case 'queue':
      return event.change === 'refused' ? 95 : 30;
    case 'peer-finished':
      return 78;
    case 'delayed':
    case 'corrupted':
    case 'segment-size':
    case 'copied':
    case 'injected':
      return 76;
    case 'held-back':
    case 'icmp-arrived':
    case 'warned':
      return 74;
    case 'discarded':
      return 72;
    case 'acknowledged':
      return 50;
    case 'timer':
      return event.change === 'expired' ? 48 : 4;
    case 'sent':
    case 'icmp-sent':
      return 46;
    case 'arrived':
      return 44;
    case 'call':
      return 40;
    case 'wait':
    case 'script-ended':
      return 36;
    case 'socket-connected-to':
    case 'socket-accepted':
    case 'socket-bound':
    case 'socket-orphaned':
      return 20;
    case 'socket-created':
    case 'socket-destroyed':
    case 'written':
    case 'read':
      return 10;
    case 'rtt':
      return 6;
  }
}
