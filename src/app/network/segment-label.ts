import { lossOf } from '../../diagrams/loss.ts';
import { showFlags } from '../../engine/wire/segment.ts';
import type { Messages } from '../i18n/index.ts';
import type { FlightRecord } from '../stage/ledger.ts';
import { NOWHERE } from '../stage/arrangement.ts';
import { placedHost, type Scene } from '../stage/scene.ts';
import { detailOf } from './capsule-view.ts';

/** From whom to whom a segment flies; an address that no machine has is its own name. */
export function endsOf(
  t: Messages['stage'],
  scene: Scene,
  { from, to, segment }: Pick<FlightRecord, 'from' | 'to' | 'segment'>,
): { readonly from: string; readonly to: string } {
  const name = (host: string): string => {
    const placed = placedHost(scene, host);
    return placed ? t.host(placed) : host;
  };
  return { from: name(from), to: to === NOWHERE ? segment.destination.address : name(to) };
}

/** A segment in one line, for labels: flags, from where to where, what it carries. */
export function segmentLabel(t: Messages['stage'], scene: Scene, flight: FlightRecord): string {
  const label = t.network.segment({
    flags: showFlags(flight.segment.flags),
    ...endsOf(t, scene, flight),
    bytes: flight.segment.payload.length,
    detail: detailOf(flight),
  });
  const marks = [
    ...(flight.repeats === null ? [] : [t.network.again]),
    ...(flight.copyOf === null ? [] : [t.network.copy]),
    ...(flight.outcome === 'lost' ? [t.network[lossOf(flight.fault)]] : []),
  ];
  return marks.length === 0 ? label : `${label} (${marks.join(', ')})`;
}
