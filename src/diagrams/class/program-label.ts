import { type Cast, labelOf } from '../cast.ts';
import type { ClassModel } from './model.ts';

/** Whose program it is: the machine's name, with the process where there are several. */
export function programLabel({ root }: Pick<ClassModel, 'root'>, cast: Cast): string {
  const host = cast.find(({ processes }) => processes.includes(root));
  if (host === undefined) return root;
  const several = host.processes.filter((process) => !host.later.includes(process)).length > 1;
  return several ? `${labelOf(cast, host.name)} · ${root}` : labelOf(cast, host.name);
}
