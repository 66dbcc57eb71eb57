import type { CallId, FlightId, HostName, ProcessName, SocketId } from '../../engine/trace/event.ts';
import type { Selection } from '../store/state.ts';

export const isSelectedSocket = (selection: Selection | null, host: HostName, socket: SocketId): boolean =>
  selection?.kind === 'socket' && selection.host === host && selection.socket === socket;

export const isSelectedFlight = (selection: Selection | null, flight: FlightId): boolean =>
  selection?.kind === 'flight' && selection.flight === flight;

export const isSelectedCall = (selection: Selection | null, callId: CallId): boolean =>
  selection?.kind === 'call' && selection.callId === callId;

export const isSelectedProcess = (selection: Selection | null, process: ProcessName): boolean =>
  selection?.kind === 'process' && selection.process === process;
