import { showFlags } from '../../engine/wire/segment.ts';
import type { Messages } from '../i18n/index.ts';
import type { FlightRecord } from '../stage/ledger.ts';
import { placedHost, type Scene } from '../stage/scene.ts';
import { detailOf } from './capsule-view.ts';

/** A segment in one line, for labels: flags, from where to where, what it carries. */
export function segmentLabel(t: Messages['stage'], scene: Scene, flight: FlightRecord): string {
  const name = (host: string): string => {
    const placed = placedHost(scene, host);
    return placed ? t.host(placed) : host;
  };
  const label = t.network.segment({
    flags: showFlags(flight.segment.flags),
    from: name(flight.from),
    to: name(flight.to),
    bytes: flight.segment.payload.length,
    detail: detailOf(flight),
  });
  const marks = [
    ...(flight.repeats === null ? [] : [t.network.again]),
    ...(flight.copyOf === null ? [] : [t.network.copy]),
    ...(flight.outcome === 'lost' ? [t.network.lost] : []),
  ];
  return marks.length === 0 ? label : `${label} (${marks.join(', ')})`;
}
