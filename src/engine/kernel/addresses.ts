import type { Address } from '../wire/address.ts';
import type { Host } from './host.ts';

/** Whether an address is this host's: its own, or the loopback network 127.0.0.0/8 (ip(7)). */
export const isOwnAddress = (host: Host, address: Address): boolean =>
  address === host.address || address.startsWith('127.');

/** The address from which this host reaches `destination`: loopback from loopback, else its own. */
export const sourceAddressFor = (host: Host, destination: Address): Address =>
  destination.startsWith('127.') ? destination : host.address;
