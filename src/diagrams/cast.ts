import type { Setting } from '../engine/simulation/setting.ts';
import type { HostName, ProcessName } from '../engine/trace/event.ts';
import type { Tone } from './shape.ts';

/** One machine as the diagrams know it. */
export interface CastHost {
  readonly name: HostName;
  /** What it is called on the screen. */
  readonly label: string;
  /** Clients stand left, servers right, so that the wire is in the middle. */
  readonly side: 'left' | 'right';
  readonly tone: Tone;
  /** In the order of the setting. */
  readonly processes: readonly ProcessName[];
}

/** Who takes part: known before anything happens, so that no place depends on what happens. */
export type Cast = readonly CastHost[];

const SERVER = /^(server|servidor)/i;
const known = new WeakMap<object, Cast>();

/**
 * The machines of a setting with their side and tone. A host named like a server stands right; when none is, the last of
 * several does.
 */
export function castOf(setting: Pick<Setting, 'hosts' | 'processes'>): Cast {
  const made = known.get(setting);
  if (made) return made;
  const anyServer = setting.hosts.some((host) => SERVER.test(host.name));
  const tones: Record<'left' | 'right', Tone[]> = {
    left: ['client', 'third', 'fourth'],
    right: ['server', 'fourth', 'third'],
  };
  const cast = setting.hosts.map((host, index): CastHost => {
    const right = anyServer ? SERVER.test(host.name) : setting.hosts.length > 1 && index === setting.hosts.length - 1;
    const side = right ? 'right' : 'left';
    return {
      name: host.name,
      label: host.name,
      side,
      tone: tones[side].shift() ?? 'third',
      processes: setting.processes.filter((process) => process.host === host.name).map((process) => process.name),
    };
  });
  known.set(setting, cast);
  return cast;
}

/** What a machine is called on the screen. */
export const labelOf = (cast: Cast, host: HostName): string => cast.find(({ name }) => name === host)?.label ?? host;
