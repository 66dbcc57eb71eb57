import { type ControlBlock, type Outcome, sendRoomIsWorthwhile, shutdownWrite } from '../tcp/index.ts';
import type { Failure } from '../trace/connection-note.ts';
import type { SocketId } from '../trace/event.ts';
import type { Rule } from '../trace/rule.ts';
import { announce } from './epoll.ts';
import type { Socket } from './host.ts';
import { completeChild, forgetChild } from './listen-queues.ts';
import { holdPort, releasePort } from './ports.ts';
import { wakeSleepers } from './sleep.ts';
import { destroySocket } from './sockets.ts';
import { renewSocket, socketOf, touch, type Turn, updateSocket } from './turn.ts';

/**
 * Takes over what a connection answered: its next state, its notes into the trace, its segments onto the network. Then
 * wakes whoever waited for that, and clears up after a connection that is gone.
 */
export function applyOutcome(turn: Turn, id: SocketId, outcome: Outcome): void {
  const before = socketOf(turn, id);
  if (before === undefined) return;
  const { tcb, sendShut, watchers, wantsSpace } = before;
  touch(turn, id);
  if (outcome.tcb !== tcb) setConnection(turn, id, outcome.tcb);
  let opens = false;
  let ending: Rule | null = null;
  let past: Socket['past'] = 'ended';
  if (outcome.placed !== true) sayWhose(turn, id, outcome);
  for (const note of outcome.notes) {
    turn.emit(note);
    switch (note.kind) {
      case 'failed':
        past = howEnded(note.errno, tcb);
        updateSocket(turn, id, { error: note.errno });
        ending = note.rule;
        break;
      case 'state':
        ending = note.rule;
        if (note.from === 'SYN-RECEIVED') opens = true;
        if (note.to === 'ESTABLISHED') completeChild(turn, id);
        break;
      case 'peer-finished':
        updateSocket(turn, id, { receiveShut: true });
        break;
      default:
    }
  }
  for (const outgoing of outcome.segments) turn.transmit(id, outgoing, outcome.tcb ?? tcb);
  if (outcome.tcb === null && tcb !== null) connectionGone(turn, id, tcb, ending ?? 'abort', past);
  // Shut for sending before the SYN came back: the FIN follows at once (Linux's tcp_rcv_state_process).
  if (opens && sendShut && outcome.tcb?.connection.state === 'ESTABLISHED') {
    applyOutcome(turn, id, shutdownWrite(outcome.tcb, turn.now));
  }
  if (watchers.length > 0 || wantsSpace) tellWatchers(turn, id, outcome);
  wakeSleepers(turn, id);
}

function sayWhose(turn: Turn, id: SocketId, { notes }: Outcome): void {
  for (const note of notes) {
    note.host = turn.host.name;
    note.socket = id;
  }
}

function setConnection(turn: Turn, id: SocketId, tcb: Outcome['tcb']): void {
  const socket = renewSocket(turn, id);
  if (socket !== undefined) socket.tcb = tcb;
}

/** An attempt to connect that an answer ended was refused; a connection of which nothing was heard any more timed out, whatever its errno. */
function howEnded(errno: Failure, tcb: ControlBlock | null): Socket['past'] {
  const state = tcb?.connection.state;
  if (errno === 'ECONNRESET' || errno === 'EPIPE') return 'reset';
  return errno !== 'ETIMEDOUT' && (state === 'SYN-SENT' || state === 'SYN-RECEIVED') ? 'refused' : 'timed-out';
}

/** Tells those that watch the socket what the outcome was, as often as Linux's TCP wakes its wait queue. */
function tellWatchers(turn: Turn, id: SocketId, { notes, tcb }: Outcome): void {
  for (const note of notes) {
    if (note.kind === 'received') announce(turn, id, 'readable');
    else if (note.kind === 'failed' || note.kind === 'peer-finished') announce(turn, id, 'changed');
    else if (note.kind === 'state' && ANNOUNCED.has(note.to)) announce(turn, id, 'changed');
  }
  if (tcb === null || socketOf(turn, id)?.wantsSpace !== true || !sendRoomIsWorthwhile(tcb)) return;
  updateSocket(turn, id, { wantsSpace: false });
  announce(turn, id, 'writable');
}

/** States whose beginning Linux announces (sk_state_change); those that a FIN brings about are announced with it. */
const ANNOUNCED: ReadonlySet<string> = new Set(['ESTABLISHED', 'FIN-WAIT-2', 'TIME-WAIT', 'CLOSED']);

/** The connection is CLOSED and forgotten by TCP; the socket may live on, for its descriptor or in a queue. */
function connectionGone(turn: Turn, id: SocketId, { receive }: ControlBlock, rule: Rule, past: Socket['past']): void {
  const socket = socketOf(turn, id);
  if (socket === undefined) return;
  releasePort(turn, id);
  if (socket.orphaned || forgetChild(turn, id)) {
    destroySocket(turn, id, rule);
    return;
  }
  updateSocket(turn, id, { remains: receive, past, sendShut: true, receiveShut: true });
  if (socket.portChosen && socket.local !== null) holdPort(turn, id, socket.local);
}
