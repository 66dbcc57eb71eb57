import { use, useState } from 'react';
import type { FlightRecord } from './ledger.ts';
import { BesideStageContext } from './beside-stage.ts';

type Flight = FlightRecord['id'] | null;

interface Opened {
  readonly flight: Flight;
  readonly open: boolean;
  /** The place of the dock that an open one lies over. */
  readonly over: 'upper' | 'lower';
}

/**
 * Whether the inspector of the segment that is selected is open: one that was selected on the stage is, and one that was selected
 * in a diagram is when it is asked for, since it would lie over the other diagram, where the selection is lit as well.
 */
export function useOpened(flight: Flight): Opened & { readonly toggle: () => void } {
  const beside = use(BesideStageContext);
  const [before, setOpened] = useState<Opened>({ flight: null, open: false, over: 'lower' });
  let now = before;
  if (flight !== before.flight) {
    const workedIn = beside?.workedIn ?? null;
    const stays = before.open && flight !== null;
    now = {
      flight,
      open: flight !== null && (stays || workedIn === null),
      // Once open it does not change places.
      over: stays ? before.over : workedIn === 'lower' ? 'upper' : 'lower',
    };
    setOpened(now);
  }
  return { ...now, toggle: () => setOpened({ ...now, open: !now.open }) };
}
