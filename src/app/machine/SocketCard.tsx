import { type ReactNode, useId } from 'react';
import type { Host } from '../../engine/kernel/host.ts';
import type { TcpState } from '../../engine/trace/connection-note.ts';
import { showEndpoint } from '../../engine/wire/address.ts';
import { useMessages } from '../i18n/index.ts';
import { peerStream, streamOf, streamText } from '../stage/ledger.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import { type Hand, hostAt, isTouched, type Scene } from '../stage/scene.ts';
import { isSelectedSocket } from '../stage/selected.ts';
import type { HostTone } from '../stage/arrangement.ts';
import { ByteStrip } from './ByteStrip.tsx';
import type { SocketView } from './host-view.ts';
import { ListenQueues } from './ListenQueues.tsx';
import styles from './socket-card.module.css';
import { EMPTY_STREAM, receiveView, sendView } from './stream-view.ts';

interface Props {
  readonly scene: Scene;
  readonly hand: Hand;
  readonly host: Host;
  readonly tone: HostTone;
  readonly view: SocketView;
}

/** One socket: its descriptors, its state, its addresses, and its buffers or its queues. */
export function SocketCard({ scene, hand, host, tone, view }: Props) {
  const { socket: t } = useMessages().stage;
  const { socket, descriptors } = view;
  const selected = isSelectedSocket(scene.selection, host.name, socket.id);
  // Whose number it is, where several processes hold the socket or might.
  const several = Object.keys(host.processes).length > 1;
  const names = descriptors.map(({ process, fd }) => ({
    key: `${process} ${fd}`,
    what: several ? t.fdOf({ fd, process }) : t.fd({ fd }),
    name: scene.ledger.fdNames.get(process)?.get(fd),
  }));
  const title =
    names.length === 0
      ? (socket.remote && showEndpoint(socket.remote)) || view.state
      : names.map(({ what }) => what).join(', ');
  return (
    <li
      className={styles.card}
      aria-label={title}
      data-selected={selected}
      data-latest={isTouched(scene, host.name, socket.id)}
      data-alone={view.alone !== null}
    >
      <div className={styles.head}>
        <QuietButton
          className={styles.select}
          aria-pressed={selected}
          aria-label={t.select({ what: title })}
          onClick={() => hand.select(selected ? null : { kind: 'socket', host: host.name, socket: socket.id })}
        >
          {names.length === 0 ? (
            <Aside view={view} now={scene.world.now} />
          ) : (
            names.map(({ key, what, name }) => (
              <span key={key} className={styles.fd}>
                {what}
                {name !== undefined && <i>{name}</i>}
              </span>
            ))
          )}
        </QuietButton>
        <StatePill state={view.state} />
      </div>
      <div className={styles.address}>
        <Addresses view={view} />
      </div>
      <Conditions view={view} />
      {socket.listening && <ListenQueues scene={scene} hand={hand} host={host} listening={socket.listening} />}
      <Buffers scene={scene} host={host} tone={tone} view={view} />
    </li>
  );
}

/** Why nobody holds it, in place of a descriptor. */
function Aside({ view, now }: { readonly view: SocketView; readonly now: number }) {
  const { socket: t } = useMessages().stage;
  const until = view.socket.tcb?.connection.timers.timeWait ?? null;
  const text: Record<NonNullable<SocketView['alone']>, string> = {
    'accept-queue': t.waitsInAcceptQueue,
    'syn-queue': t.waitsInSynQueue,
    'time-wait': until === null ? '' : t.timeWait({ left: until - now }),
    closing: t.closing,
    'in-use': t.inUse,
  };
  return <span className={styles.aside}>{view.alone === null ? '' : text[view.alone]}</span>;
}

function Addresses({ view }: { readonly view: SocketView }): ReactNode {
  const { socket: t } = useMessages().stage;
  const { local, remote, listening } = view.socket;
  if (!local) return t.unbound;
  if (listening) return `${showEndpoint(local)} · ${t.backlog({ backlog: listening.backlog })}`;
  if (!remote) return showEndpoint(local);
  return (
    <>
      <span>{showEndpoint(local)}</span> <span>→ {showEndpoint(remote)}</span>
    </>
  );
}

/** What the state alone does not say: a pending error, a direction shut by the program. */
function Conditions({ view }: { readonly view: SocketView }) {
  const { socket: t } = useMessages().stage;
  const { error, sendShut, tcb } = view.socket;
  // The peer's FIN shuts receiving as well; what counts here is that the program asked for it.
  const receiveShut = tcb?.connection.readShut ?? false;
  const held = view.alone === null;
  if (error === null && !(held && (sendShut || receiveShut))) return null;
  return (
    <div className={styles.conditions}>
      {error !== null && <span data-kind="error">{t.error({ errno: error })}</span>}
      {held && sendShut && <span>{t.sendShut}</span>}
      {held && receiveShut && <span>{t.receiveShut}</span>}
    </div>
  );
}

/** Both buffers of a connection, or what one that is gone has left to be read. */
function Buffers({ scene, host, tone, view }: Omit<Props, 'hand'>) {
  const { stream: t } = useMessages().stage;
  const { socket } = view;
  const receive = socket.tcb?.receive ?? socket.remains;
  if (socket.listening || (!socket.tcb && !receive) || view.state === 'TIME-WAIT') return null;
  const sending = streamOf(scene.ledger, host.name, socket.id);
  const local = socket.tcb?.connection.local ?? socket.local;
  const remote = socket.tcb?.connection.remote ?? socket.remote;
  const arriving = peerStream(scene.ledger, local, remote);
  return (
    <>
      {socket.tcb && (
        <ByteStrip
          label={t.send}
          view={sendView(socket.tcb.send)}
          text={(from, to) => streamText(sending, from, to)}
          tone={tone}
          writes={sending.writes}
          reads={null}
        />
      )}
      <ByteStrip
        label={t.receive}
        view={receive && view.state !== 'SYN-SENT' ? receiveView(receive) : EMPTY_STREAM}
        text={(from, to) => streamText(arriving, from, to)}
        tone={(remote && hostAt(scene, remote.address)?.tone) ?? tone}
        writes={arriving.writes}
        reads={sending.reads}
      />
    </>
  );
}

/** The state of RFC 9293; what it means appears when it is pointed at or focused. */
function StatePill({ state }: { readonly state: TcpState }) {
  const { states } = useMessages().terms;
  const id = useId();
  return (
    <span className={styles.state}>
      <QuietButton className={styles.pill} data-state={state} aria-describedby={id}>
        {state}
      </QuietButton>
      <span role="tooltip" id={id} className={styles.tip}>
        {states[state]}
      </span>
    </span>
  );
}
