import { bytesOf } from '../engine/base/bytes.ts';
import type { CallStep } from './call-script.ts';

/** How many bytes a call's data has. */
export const dataLength = (call: Pick<CallStep, 'bytes' | 'data'>): number =>
  call.bytes ?? bytesOf(call.data ?? '').length;
