import { createContext } from 'react';

/** The place that the layout keeps, over a part of the dock, for what is opened on the stage. */
export class BesideStage {
  #element: HTMLElement | null = null;
  #workedIn: 'upper' | 'lower' | null = null;

  /** Null until the layout is drawn. */
  get element(): HTMLElement | null {
    return this.#element;
  }

  /** The place of the dock that the last key or click went to; null: it went elsewhere. */
  get workedIn(): 'upper' | 'lower' | null {
    return this.#workedIn;
  }

  readonly put = (element: HTMLElement | null): void => {
    this.#element = element;
  };

  /** A key or a click went to `target`. */
  readonly worked = ({ target }: { readonly target: EventTarget }): void => {
    const place = target instanceof Element ? target.closest<HTMLElement>('[data-place]')?.dataset['place'] : undefined;
    this.#workedIn = place === 'upper' || place === 'lower' ? place : null;
  };
}

/** Null where there is no such place: what is opened then stands on the stage itself. */
export const BesideStageContext = createContext<BesideStage | null>(null);
