import { getTable } from '../../engine/base/table.ts';
import type { Host, Listening } from '../../engine/kernel/host.ts';
import type { SocketId } from '../../engine/trace/event.ts';
import { showEndpoint } from '../../engine/wire/address.ts';
import { useMessages } from '../i18n/index.ts';
import { hostAt, type Hand, type Scene } from '../stage/scene.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import { isSelectedSocket } from '../stage/selected.ts';
import tones from '../stage/tones.module.css';
import styles from './queues.module.css';

/** Empty places drawn at most; the rest is a count. */
const MOST_PLACES = 6;

interface Props {
  readonly scene: Scene;
  readonly hand: Hand;
  readonly host: Host;
  readonly listening: Listening;
}

/** The SYN queue and the accept queue of a listening socket, as rows of places that fill. */
export function ListenQueues({ scene, hand, host, listening }: Props) {
  const { queues } = useMessages().terms;
  const shared = { scene, hand, host };
  return (
    <div className={styles.queues}>
      <Queue {...shared} label={queues.syn} entries={listening.synQueue} limit={null} />
      <Queue
        {...shared}
        label={queues.accept}
        entries={listening.acceptQueue}
        limit={Math.max(0, listening.backlog) + 1}
      />
    </div>
  );
}

interface QueueProps extends Omit<Props, 'listening'> {
  readonly label: string;
  readonly entries: readonly SocketId[];
  /** How many the queue holds; null: the kernel decides. */
  readonly limit: number | null;
}

function Queue({ scene, hand, host, label, entries, limit }: QueueProps) {
  const t = useMessages().stage.queue;
  const places = limit ?? Math.max(1, entries.length);
  const free = Math.max(0, places - entries.length);
  const drawn = Math.min(free, Math.max(0, MOST_PLACES - entries.length));
  const isFull = limit !== null && entries.length >= limit;
  return (
    <div className={styles.queue}>
      <div className={styles.label}>
        {label}
        {limit !== null && (
          <span className={isFull ? styles.full : styles.fill}>
            {t.slots({ used: entries.length, limit })}
            {isFull && <b> {t.full}</b>}
          </span>
        )}
      </div>
      <ol className={styles.places} aria-label={label}>
        {entries.map((id) => (
          <Entry key={id} scene={scene} hand={hand} host={host} id={id} />
        ))}
        {Array.from({ length: drawn }, (_, index) => (
          <li key={`free ${index}`} className={styles.place}>
            <span>{t.empty}</span>
          </li>
        ))}
        {free > drawn && <li className={styles.rest}>{t.more({ count: free - drawn })}</li>}
      </ol>
    </div>
  );
}

function Entry({ scene, hand, host, id }: Omit<Props, 'listening'> & { readonly id: SocketId }) {
  const { queue, host: nameOf } = useMessages().stage;
  const remote = getTable(host.sockets, id)?.remote;
  if (!remote) return null;
  const placed = hostAt(scene, remote.address);
  const name = placed ? nameOf(placed) : remote.address;
  return (
    <li className={`${tones.tone} ${styles.entry}`} data-tone={placed?.tone ?? 'third'}>
      <QuietButton
        aria-label={queue.entry({ host: name, endpoint: showEndpoint(remote) })}
        aria-pressed={isSelectedSocket(scene.selection, host.name, id)}
        title={showEndpoint(remote)}
        onClick={() => hand.select({ kind: 'socket', host: host.name, socket: id })}
      >
        <b>{name}</b>
        <span>:{remote.port}</span>
      </QuietButton>
    </li>
  );
}
