import type { Host } from '../engine/kernel/host.ts';
import type { ByHost, CallScript } from './call-script.ts';

/** What a machine's TCP can be chosen to be like. */
export type MachineProfile = 'linux-cubic' | 'linux-reno' | 'textbook';

export const MACHINE_PROFILES: readonly MachineProfile[] = ['linux-cubic', 'linux-reno', 'textbook'];

/** What a machine of a World runs. */
export const machineProfile = ({ profile, tuning }: Pick<Host, 'profile' | 'tuning'>): MachineProfile =>
  profile === 'textbook' ? profile : tuning?.congestionControl === 'cubic' ? 'linux-cubic' : 'linux-reno';

/** The same script with another profile for one of its hosts. */
export function withProfile(script: CallScript, host: string, chosen: MachineProfile): CallScript {
  const profile = { ...byHost(script, script.profile), [host]: chosen === 'textbook' ? 'textbook' : 'linux' } as const;
  const congestion = {
    ...byHost(script, script.congestion),
    ...(chosen === 'textbook' ? {} : { [host]: chosen === 'linux-reno' ? ('reno' as const) : ('cubic' as const) }),
  };
  return { ...script, profile, congestion };
}

const byHost = <T extends string>({ hosts }: CallScript, choice: ByHost<T> | undefined): Readonly<Record<string, T>> =>
  typeof choice === 'string' ? Object.fromEntries(Object.keys(hosts).map((host) => [host, choice])) : (choice ?? {});
