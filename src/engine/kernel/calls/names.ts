import { ANY_ADDRESS } from '../../wire/address.ts';
import { type Answer, done, refuse, type SocketCall } from './answer.ts';

const UNNAMED = { address: ANY_ADDRESS, port: 0 };

/** getsockname(2): the socket's own name; 0.0.0.0:0 before it has one (F22, F29). */
export const callGetsockname = ({ socket }: SocketCall<'getsockname'>): Answer =>
  done('getsockname-done', 0, { address: socket.local ?? UNNAMED });

/** getpeername(2): the peer's name, while there is a connection (F08, F22, F29, F40). */
export function callGetpeername({ socket }: SocketCall<'getpeername'>): Answer {
  const state = socket.tcb?.connection.state;
  if (socket.remote === null || state === undefined || state === 'SYN-SENT' || state === 'TIME-WAIT') {
    return refuse('ENOTCONN', 'getpeername-enotconn');
  }
  return done('getpeername-done', 0, { address: socket.remote });
}
