import type { WaitCondition } from '../posix/call.ts';
import { endOfStream, readable, sendSpace } from '../tcp/index.ts';
import type { ProcessName, SocketId } from '../trace/event.ts';
import type { Activity, Sleeper, Socket, Thread } from './host.ts';
import { processOf, socketOf, type Turn, updateProcess, updateSocket } from './turn.ts';

export const threadOf = (turn: Turn, sleeper: Sleeper): Thread =>
  processOf(turn, sleeper.process).threads[sleeper.thread] as Thread;

export function setActivity(turn: Turn, process: ProcessName, thread: number, activity: Activity): void {
  const threads = processOf(turn, process).threads.map((each) => (each.id === thread ? { ...each, activity } : each));
  updateProcess(turn, process, { threads });
}

/** Whether what a thread waits for on this socket has come true, so that looking again makes sense. */
function hasCome(socket: Socket, until: WaitCondition): boolean {
  const { tcb } = socket;
  switch (until) {
    case 'handshake': {
      const state = tcb?.connection.state;
      return state !== 'SYN-SENT' && state !== 'SYN-RECEIVED';
    }
    case 'connection':
      return socket.listening === null || socket.listening.acceptQueue.length > 0;
    case 'data':
      return tcb === null || socket.error !== null || socket.receiveShut || readable(tcb) > 0 || endOfStream(tcb);
    case 'buffer-space':
      // A sender sleeps until a third of the buffer is free, so that it is not woken for every byte (sk_stream_write_space).
      return (
        tcb === null ||
        socket.error !== null ||
        socket.sendShut ||
        sendSpace(tcb) * 3 >= tcb.connection.config.sendBuffer
      );
    case 'linger': {
      const state = tcb?.connection.state;
      return state !== 'FIN-WAIT-1' && state !== 'CLOSING' && state !== 'LAST-ACK';
    }
    case 'events':
      return true;
  }
}

/** Puts a thread to sleep on a socket. */
export function fallAsleep(turn: Turn, sleeper: Sleeper, id: SocketId): void {
  const socket = socketOf(turn, id);
  if (socket !== undefined) updateSocket(turn, id, { sleepers: [...socket.sleepers, sleeper] });
}

/**
 * Wakes the threads on a socket whose condition has come. Of several that wait for a connection only as many as there
 * are connections, first come first served (accept(2) sleeps exclusively).
 */
export function wakeSleepers(turn: Turn, id: SocketId): void {
  const socket = socketOf(turn, id);
  if (socket === undefined || socket.sleepers.length === 0) return;
  let connections = socket.listening?.acceptQueue.length ?? Number.MAX_SAFE_INTEGER;
  const asleep: Sleeper[] = [];
  const woken: Sleeper[] = [];
  for (const sleeper of socket.sleepers) {
    const { activity } = threadOf(turn, sleeper);
    if (activity.kind !== 'blocked') continue;
    const wakes = hasCome(socket, activity.until) && (activity.until !== 'connection' || connections > 0);
    if (!wakes) {
      asleep.push(sleeper);
      continue;
    }
    if (activity.until === 'connection') connections -= 1;
    woken.push(sleeper);
  }
  if (woken.length === 0) return;
  updateSocket(turn, id, { sleepers: asleep });
  for (const sleeper of woken) {
    const { activity } = threadOf(turn, sleeper);
    if (activity.kind !== 'blocked') continue;
    setActivity(turn, sleeper.process, sleeper.thread, { ...activity, kind: 'woken' });
    turn.woken.push(sleeper);
  }
}
