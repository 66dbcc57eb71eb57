import { ownTable } from '../base/table.ts';
import type { EveryField, Working } from '../base/working.ts';
import type { Host, PendingCall, Process, Socket, Thread } from './host.ts';

// Written field by field for speed, as the copies of `../tcp/copies.ts` are.

export function copyOfHost(of: Host): Working<Host> {
  const copy: EveryField<Host> = {
    name: of.name,
    address: of.address,
    profile: of.profile,
    tuning: of.tuning,
    power: of.power,
    filter: of.filter,
    pathMtu: of.pathMtu,
    processes: of.processes,
    nextPid: of.nextPid,
    descriptions: of.descriptions,
    nextDescription: of.nextDescription,
    sockets: of.sockets,
    nextSocket: of.nextSocket,
    ports: of.ports,
    secret: of.secret,
    nextEphemeral: of.nextEphemeral,
  };
  return copy as Working<Host>;
}

/** As `copyOfHost`, with a table of sockets to be written into. */
export function ownHost(of: Host): Working<Host> {
  const copy = copyOfHost(of);
  copy.sockets = ownTable(copy.sockets);
  return copy;
}

export const copyOfProcess = (of: Process): Working<Process> => ({
  name: of.name,
  pid: of.pid,
  parent: of.parent,
  root: of.root,
  ended: of.ended,
  descriptors: of.descriptors,
  everOpened: of.everOpened,
  threads: of.threads,
});

export const copyOfSocket = (of: Socket): Working<Socket> => ({
  id: of.id,
  local: of.local,
  remote: of.remote,
  holdsPort: of.holdsPort,
  portChosen: of.portChosen,
  addressChosen: of.addressChosen,
  options: of.options,
  listening: of.listening,
  tcb: of.tcb,
  listener: of.listener,
  association: of.association,
  past: of.past,
  error: of.error,
  sendShut: of.sendShut,
  receiveShut: of.receiveShut,
  remains: of.remains,
  orphaned: of.orphaned,
  sleepers: of.sleepers,
  flown: of.flown,
  watchers: of.watchers,
  wantsSpace: of.wantsSpace,
  byRoot: of.byRoot,
  alarm: of.alarm,
});

export const copyOfPendingCall = (of: PendingCall): Working<PendingCall> => ({
  callId: of.callId,
  call: of.call,
  names: of.names,
  step: of.step,
  entered: of.entered,
  socket: of.socket,
  description: of.description,
  holds: of.holds,
  reserved: of.reserved,
  moved: of.moved,
  gathered: of.gathered,
  blocked: of.blocked,
  began: of.began,
});

export const copyOfThread = (of: Thread): Working<Thread> => ({
  id: of.id,
  tid: of.tid,
  name: of.name,
  activity: of.activity,
});
