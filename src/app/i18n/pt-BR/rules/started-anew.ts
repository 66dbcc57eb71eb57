import type { Facts } from '../../narration/facts.ts';

/** What to do when the other machine lost its power during a connection. */
export const STARTED_ANEW =
  'Conecte de novo. Para notar a tempo que uma máquina sumiu: SO_KEEPALIVE, TCP_USER_TIMEOUT, ou um limite de tempo próprio.';

/** Why a call failed then. */
export const startedAnew = (f: Facts): string =>
  `O ${f.peer} recomeçou do zero e nada sabe dessa conexão: o seu kernel respondeu com um reset. O que estava a caminho se perdeu.`;
