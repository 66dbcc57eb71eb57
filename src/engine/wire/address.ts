import type { Brand } from '../base/brand.ts';

/** An IPv4 address in dotted form, e.g. `10.0.0.1`. */
export type Address = Brand<string, 'Address'>;

/** `INADDR_ANY`: every address of the host (ip(7)). */
export const ANY_ADDRESS = '0.0.0.0' as Address;

export interface Endpoint {
  readonly address: Address;
  /** 0–65535; 0 stands for "none yet". */
  readonly port: number;
}

/** The address, or null when the text is not four decimal numbers from 0 to 255. */
export function parseAddress(text: string): Address | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  return parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255) ? (text as Address) : null;
}

export const showEndpoint = (endpoint: Endpoint): string => `${endpoint.address}:${endpoint.port}`;

export const sameEndpoint = (one: Endpoint, other: Endpoint): boolean =>
  one.port === other.port && one.address === other.address;
