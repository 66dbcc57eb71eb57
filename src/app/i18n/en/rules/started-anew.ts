import type { Facts } from '../../narration/facts.ts';
import { capital } from '../phrases.ts';

/** What to do when the other machine lost its power during a connection. */
export const STARTED_ANEW =
  'Connect anew. To notice in time that a machine is gone: SO_KEEPALIVE, TCP_USER_TIMEOUT, or a time limit of your own.';

/** Why a call failed then. */
export const startedAnew = (f: Facts): string =>
  `${capital(f.peer)} started anew and knows nothing of this connection: its kernel answered with a reset. What was under way is lost.`;
