import type { Citation } from './citation.ts';
import { MULTIPLEX_RULES, type MultiplexRule } from './multiplex-rules.ts';
import { NETWORK_RULES, type NetworkRule } from './network-rules.ts';
import { SOCKET_RULES, type SocketRule } from './socket-rules.ts';
import { TCP_RULES, type TcpRule } from './tcp-rules.ts';

/** Why something happened. Every trace event bears one. */
export type Rule = TcpRule | SocketRule | MultiplexRule | NetworkRule;

/** Every rule with the place where it is written. */
export const RULES: Readonly<Record<Rule, Citation>> = Object.freeze({
  ...TCP_RULES,
  ...SOCKET_RULES,
  ...MULTIPLEX_RULES,
  ...NETWORK_RULES,
});
