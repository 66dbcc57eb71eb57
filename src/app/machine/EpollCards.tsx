import { shortEvents } from '../../diagrams/call-label.ts';
import type { Host, Watch } from '../../engine/kernel/host.ts';
import type { TraceEvent } from '../../engine/trace/event.ts';
import { useMessages } from '../i18n/index.ts';
import type { Scene } from '../stage/scene.ts';
import styles from './epoll-card.module.css';
import { type EpollView, epollsOf } from './host-view.ts';
import cards from './socket-card.module.css';

/** The epoll instances of a machine: what each watches, and which of it stands on its ready list. */
export function EpollCards({ scene, host }: { readonly scene: Scene; readonly host: Host }) {
  const { machine: t } = useMessages().stage;
  const views = Object.values(host.processes).flatMap((process) => epollsOf(host, process));
  return (
    <ul className={styles.cards} aria-label={t.epolls}>
      {views.map((view) => (
        <EpollCard key={`${view.process} ${view.fd}`} scene={scene} view={view} />
      ))}
    </ul>
  );
}

function EpollCard({ scene, view }: { readonly scene: Scene; readonly view: EpollView }) {
  const { socket: t, epoll } = useMessages().stage;
  const { process, fd } = view;
  const { interest, ready } = view.epoll;
  const nameOf = (number: number) => scene.ledger.fdNames.get(process)?.get(number);
  const state = ({ id, armed }: Watch): string => (!armed ? epoll.disarmed : ready.includes(id) ? epoll.ready : '');
  return (
    <li
      className={cards.card}
      data-latest={scene.latest.some((event) => isCallOn(event, view))}
      aria-label={`${t.fd({ fd })}, ${epoll.kind}`}
    >
      <div className={cards.head}>
        <Descriptor fd={fd} name={nameOf(fd)} />
        <span className={styles.kind}>{epoll.kind}</span>
      </div>
      {interest.length === 0 && <p className={cards.address}>{epoll.nothing}</p>}
      <ul className={styles.interest} aria-label={epoll.watches}>
        {interest.map((watch) => (
          <li key={watch.id} data-ready={state(watch) === epoll.ready}>
            <Descriptor fd={watch.fd} name={nameOf(watch.fd)} /> <code>{shortEvents(watch.events)}</code>{' '}
            <em>{state(watch)}</em>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** The last step was a call on this instance. */
const isCallOn = (event: TraceEvent, { process, fd }: EpollView): boolean =>
  'callId' in event && 'process' in event && event.process === process && 'fd' in event.call && event.call.fd === fd;

function Descriptor({ fd, name }: { readonly fd: number; readonly name: string | undefined }) {
  const { socket: t } = useMessages().stage;
  return (
    <span className={cards.fd}>
      {t.fd({ fd })}
      {name !== undefined && <i>{name}</i>}
    </span>
  );
}
