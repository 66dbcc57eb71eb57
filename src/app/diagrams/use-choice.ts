import { useView, viewActions } from '../shell/view.ts';

/** What was chosen about a diagram, one of `offered`; the first until something is, and when what was chosen is not offered any more. */
export function useChoice<T extends string>(name: string, offered: readonly T[]): [T | undefined, (value: T) => void] {
  const chosen = useView(({ choices }) => choices[name]);
  return [offered.find((each) => each === chosen) ?? offered[0], (value) => viewActions.choose(name, value)];
}
