import { useCallback, useEffect, useState } from 'react';
import { useView, viewActions } from '../shell/view.ts';

/** What was chosen about a diagram, one of `offered`; the first until something is, and when what was chosen is not offered any more. */
export function useChoice<T extends string>(name: string, offered: readonly T[]): [T | undefined, (value: T) => void] {
  const chosen = useView(({ choices }) => choices[name]);
  const choose = useCallback((value: T) => viewActions.choose(name, value), [name]);
  return [offered.find((each) => each === chosen) ?? offered[0], choose];
}

/** What a diagram of one of several is about, and how to turn it to another. */
export interface Turning<T extends string> {
  readonly shown: T | undefined;
  /** By hand: it stays there whatever is selected. */
  readonly choose: (value: T) => void;
  /** What the selection is about, where a choice by hand shows another; null: it is shown, or it is nowhere. */
  readonly elsewhere: T | null;
  /** Goes where the selection is, and follows it from now on. */
  readonly turn: () => void;
}

/** Like `useChoice`, but until something is chosen by hand the diagram turns to what is `selected`, and stays there when nothing is. */
export function useTurning<T extends string>(name: string, offered: readonly T[], selected: T | null): Turning<T> {
  const byHand = useView(({ choices }) => choices[name]);
  const [followed, setFollowed] = useState(() => useView.getState().turned[name]);
  const wanted = selected !== null && offered.includes(selected) ? selected : null;
  if (wanted !== null && wanted !== followed) setFollowed(wanted);
  useEffect(() => {
    if (followed !== undefined) viewActions.turn(name, followed);
  }, [name, followed]);
  const chosen = offered.find((each) => each === byHand);
  const shown = chosen ?? wanted ?? offered.find((each) => each === followed) ?? offered[0];
  return {
    shown,
    choose: (value) => viewActions.choose(name, value),
    elsewhere: wanted === null || wanted === shown ? null : wanted,
    turn: () => viewActions.choose(name, ''),
  };
}

/** What each diagram shows, by its name: what was chosen by hand, else where the selection has turned it. */
export const shownChoices = ({
  choices,
  turned,
}: Readonly<Record<'choices' | 'turned', Readonly<Record<string, string>>>>): readonly (readonly [
  string,
  string,
])[] => [
  ...Object.entries(choices).filter(([, choice]) => choice !== ''),
  ...Object.entries(turned).filter(([name]) => !choices[name]),
];
