import { ANY_ADDRESS } from '../../wire/address.ts';
import { isOwnAddress } from '../addresses.ts';
import { holdPort, type PortConflict, portConflict, takeEphemeral } from '../ports.ts';
import { splitTimeWait } from '../time-wait.ts';
import { processOf, updateSocket } from '../turn.ts';
import { type Answer, done, refuse, type SocketCall } from './answer.ts';

/** Ports below this one are root's (ip(7)). */
const FIRST_UNPRIVILEGED_PORT = 1024;

const IN_USE = {
  'other-user': 'bind-eaddrinuse-other-user',
  bound: 'bind-eaddrinuse-bound',
  listening: 'bind-eaddrinuse-listening',
  connection: 'bind-eaddrinuse-connection',
  'time-wait': 'bind-eaddrinuse-time-wait',
} as const satisfies Record<PortConflict['by'], string>;

/** bind(2), in the order of Linux's checks: the address, the privilege, the socket's state, the port (F13–F21). */
export function callBind({ turn, caller, call, socket }: SocketCall<'bind'>): Answer {
  const { address, port } = call;
  if (address !== ANY_ADDRESS && !isOwnAddress(turn.host, address))
    return refuse('EADDRNOTAVAIL', 'bind-eaddrnotavail');
  if (port > 0 && port < FIRST_UNPRIVILEGED_PORT && !processOf(turn, caller.process).root) {
    return refuse('EACCES', 'bind-eacces');
  }
  const { tcb } = socket;
  if (tcb !== null && tcb.connection.state !== 'TIME-WAIT') return refuse('EINVAL', 'bind-einval-connected');
  // TIME-WAIT is a record of its own; a socket that let the kernel choose its port has none any more.
  if (tcb !== null && !socket.portChosen) splitTimeWait(turn, socket);
  else if (socket.holdsPort) return refuse('EINVAL', 'bind-einval-bound');
  if (port === 0) {
    const ephemeral = takeEphemeral(turn);
    if (ephemeral === null) return refuse('EADDRINUSE', 'bind-eaddrinuse-no-port');
    bound(turn, socket.id, { address, port: ephemeral }, false);
    return done('bind-ephemeral');
  }
  const conflict = portConflict(turn.host, socket, address, port);
  if (conflict !== null) return refuse('EADDRINUSE', IN_USE[conflict.by]);
  bound(turn, socket.id, { address, port }, true);
  return done('bind-done');
}

function bound(
  turn: SocketCall<'bind'>['turn'],
  id: number,
  local: { address: SocketCall<'bind'>['call']['address']; port: number },
  chosen: boolean,
): void {
  holdPort(turn, id, local);
  updateSocket(turn, id, { portChosen: chosen, addressChosen: local.address !== ANY_ADDRESS });
  const rule = chosen ? 'bind-done' : 'bind-ephemeral';
  turn.emit({ at: turn.now, host: turn.host.name, socket: id, kind: 'socket-bound', rule, local, automatic: !chosen });
}
