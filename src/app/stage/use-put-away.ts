import { useEffect, useRef } from 'react';
import { getTable } from '../../engine/base/table.ts';
import type { Hand, Scene } from './scene.ts';

/**
 * Puts the segment inspector away when the run goes on and the segment is no longer on the wire: by then the machines
 * are what there is to see. It stays while one steps back to where the segment still flies.
 */
export function usePutAway({ step, selection, world }: Scene, hand: Hand): void {
  const before = useRef(step);
  const flies = selection?.kind === 'flight' && getTable(world.network.flights, selection.flight) !== undefined;
  const inspects = selection?.kind === 'flight';
  useEffect(() => {
    const wentOn = step > before.current;
    before.current = step;
    if (wentOn && inspects && !flies) hand.select(null);
  }, [step, inspects, flies, hand]);
}
