import { tableValues } from '../../engine/base/table.ts';
import { useMessages } from '../i18n/index.ts';
import { NOWHERE, type WireEnds } from '../stage/arrangement.ts';
import type { FlightRecord, IcmpRecord, Ledger } from '../stage/ledger.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import { type Clock, type Hand, placedHost, type Scene } from '../stage/scene.ts';
import { variables } from '../stage/css-variables.ts';
import { isSelectedFlight } from '../stage/selected.ts';
import { Capsule, CapsuleText } from './Capsule.tsx';
import { IcmpCapsule } from './IcmpCapsule.tsx';
import looks from './capsule.module.css';
import styles from './network.module.css';
import cuts from './wire-cut.module.css';
import { segmentLabel } from './segment-label.ts';

interface Props {
  readonly scene: Scene;
  readonly hand: Hand;
  readonly clock: Clock;
  readonly ends: WireEnds;
}

/** One wire: above what goes right, below what goes left, and a cross where the last one was lost. */
export function Wire({ scene, hand, clock, ends }: Props) {
  const t = useMessages().stage;
  const unknown = addressOfNobody(scene, ends);
  const name = (host: string): string => {
    if (host === NOWHERE) return t.network.nobody({ address: unknown ?? '?' });
    const placed = placedHost(scene, host);
    return placed ? t.host(placed) : host;
  };
  const flights = tableValues(scene.world.network.flights).flatMap((flight) => {
    const record = scene.ledger.flights.get(flight.id);
    return record && isOn(ends, flight) ? [{ flight, record }] : [];
  });
  const told = scene.ledger.told(scene.world.now).filter((record) => carries(scene, ends, record));
  const wrecks = lastLosses(scene.ledger).filter((record) => isOn(ends, record));
  const isDown = (from: string, to: string): boolean =>
    scene.world.network.links.some((link) => link.from === from && link.to === to && link.down === true);
  const cut = cutOf(isDown(ends.left, ends.right), isDown(ends.right, ends.left));
  const rightwards = (flight: { readonly from: string }): boolean => flight.from === ends.left;
  return (
    <div
      className={`${styles.wire} ${cuts.wire}`}
      data-cut={cut}
      data-open={unknown === null ? undefined : ends.right === NOWHERE ? 'right' : 'left'}
    >
      {(['right', 'left'] as const).map((way) => (
        <ul
          key={way}
          className={styles.way}
          data-way={way}
          aria-label={t.network.wire(
            way === 'right'
              ? { from: name(ends.left), to: name(ends.right) }
              : { from: name(ends.right), to: name(ends.left) },
          )}
        >
          {flights
            .filter(({ flight }) => rightwards(flight) === (way === 'right'))
            .map(({ flight, record }) => (
              <Capsule key={flight.id} {...{ scene, hand, clock, flight, record, rightwards: way === 'right' }} />
            ))}
          {told
            .filter(({ to }) => (to === ends.right) === (way === 'right'))
            .map((record) => (
              <IcmpCapsule
                key={`icmp ${record.sentAt} ${record.to}`}
                {...{ clock, record, rightwards: way === 'right' }}
              />
            ))}
          {wrecks
            .filter((record) => rightwards(record) === (way === 'right'))
            .map((record) => (
              <li
                key={`lost ${record.id}`}
                className={styles.carrier}
                style={variables({
                  '--lane': record.lane,
                  '--along': way === 'right' ? record.reached : 1 - record.reached,
                })}
              >
                <QuietButton
                  className={looks.capsule}
                  data-look="lost"
                  data-way={way}
                  aria-pressed={isSelectedFlight(scene.selection, record.id)}
                  aria-label={segmentLabel(t, scene, record)}
                  onClick={() => hand.select({ kind: 'flight', flight: record.id })}
                >
                  <CapsuleText record={record} />
                  <i className={looks.cross} aria-hidden="true" />
                </QuietButton>
              </li>
            ))}
        </ul>
      ))}
      {cut !== undefined && (
        <p className={cuts.cut}>
          <span aria-hidden="true">✂</span>{' '}
          {cut === 'both' ? t.network.cut : t.network.cutFrom({ host: name(cut === 'right' ? ends.left : ends.right) })}
        </p>
      )}
      {unknown !== null && (
        <p className={styles.nobody}>
          <b>?</b> {unknown}
          <small>{t.network.noMachine}</small>
        </p>
      )}
    </div>
  );
}

/** Which directions of a wire nothing passes; undefined: it is whole. */
const cutOf = (right: boolean, left: boolean): 'both' | 'right' | 'left' | undefined =>
  right ? (left ? 'both' : 'right') : left ? 'left' : undefined;

const isOn = ({ left, right }: WireEnds, { from, to }: { readonly from: string; readonly to: string }): boolean =>
  (from === left && to === right) || (from === right && to === left);

/** Whether an ICMP message goes along the wire: a router's along that on which it found what it is about. */
function carries({ world }: Scene, ends: WireEnds, { from, to, message }: IcmpRecord): boolean {
  if (from !== '') return isOn(ends, { from, to });
  const other = to === ends.left ? ends.right : to === ends.right ? ends.left : null;
  return other !== null && world.hosts[other]?.address === message.about.destination.address;
}

/** The address that the machine at the one end last sent to, when there is none at the other; null where there is. */
function addressOfNobody({ ledger }: Scene, { left, right }: WireEnds): string | null {
  if (left !== NOWHERE && right !== NOWHERE) return null;
  for (const { from, to, segment } of ledger.flights.newestFirst())
    if (to === NOWHERE && (from === left || from === right)) return segment.destination.address;
  return null;
}

/** Those lost since the last segment was sent, in the order of sending: they stay in sight until something else flies. */
function lastLosses({ flights, lost }: Ledger): readonly FlightRecord[] {
  const [newest] = flights.newest(1);
  const losses: FlightRecord[] = [];
  for (const record of lost()) {
    if (record.endsAt === null || record.endsAt < (newest?.sentAt ?? 0)) break;
    losses.push(record);
  }
  return losses.toSorted((a, b) => a.event - b.event);
}
