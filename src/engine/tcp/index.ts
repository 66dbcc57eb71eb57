/**
 * ONE TCP connection after RFC 9293, as pure functions over an immutable control block. Each answers with an Outcome:
 * the next control block (null: gone), the segments to send now, in order, and what happened.
 */
export { abort, close, shutdownRead, shutdownWrite } from './close.ts';
export { configured, LINUX_CONFIG, TEXTBOOK_CONFIG, type TcpConfig } from './config.ts';
export type { Chunk, Connection, ControlBlock, HeldBack, ReceiveRecord, SendRecord, Timers } from './control-block.ts';
export { onIcmp } from './icmp.ts';
export { type ListenAnswer, listenAnswer, openActive, openPassive } from './open.ts';
export type { Outcome, Outgoing, Owner } from './outcome.ts';
export { reconfigure, reconfigured } from './reconfigure.ts';
export { endOfStream, peek, read, readable, readRemains } from './read.ts';
export { filterReset, resetFor } from './reset.ts';
export { onSegment } from './segment-arrives.ts';
export { acceptsNewSyn, initialSequenceAfter } from './time-wait.ts';
export { nextDeadline, onDeadline } from './timers.ts';
export { sendRoomIsWorthwhile, sendSpace } from './send-memory.ts';
export { write } from './write.ts';
