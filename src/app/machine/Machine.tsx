import { Fragment, lazy, type ReactNode, Suspense, useLayoutEffect, useRef, useState } from 'react';
import type { Host, Process } from '../../engine/kernel/host.ts';
import { CallToolbar } from '../calls/CallToolbar.tsx';
import { useMessages } from '../i18n/index.ts';
import type { ProcessSource } from '../source/process-source.ts';
import { SourceListing } from '../source/SourceListing.tsx';
import type { PlacedHost } from '../stage/arrangement.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import type { Hand, Scene } from '../stage/scene.ts';
import { isSelectedProcess } from '../stage/selected.ts';
import type { Standing } from '../stage/standing.ts';
import tones from '../stage/tones.module.css';
import { epollsOf, viewHost } from './host-view.ts';
import { KernelBoundary } from './KernelBoundary.tsx';
import styles from './machine.module.css';
import { ProfileChoice } from './ProfileChoice.tsx';
import { SocketCard } from './SocketCard.tsx';

/** Only programs that use epoll need them. */
const EpollCards = lazy(async () => ({ default: (await import('./EpollCards.tsx')).EpollCards }));

interface Props {
  readonly scene: Scene;
  readonly hand: Hand;
  readonly placed: PlacedHost;
  readonly host: Host;
  /** The source of each process, marked; a process without one shows none. */
  readonly sources: Readonly<Record<string, ProcessSource>>;
}

/** One machine: its programs above the line, its kernel with the sockets below it, and the calls that cross it. */
export function Machine({ scene, hand, placed, host, sources }: Props) {
  const t = useMessages().stage;
  const processes = Object.values(host.processes);
  const several = processes.length > 1;
  /** Several who can call: what each has to show takes turns in coming into view. */
  const crowded = processes.reduce((count, { threads }) => count + threads.length, 0) > 1;
  const [chosen, choose] = useState<string | null>(null);
  const unfolded = callerInSight(scene, processes, chosen);
  const root = useRef<HTMLElement>(null);
  const isTouched = scene.latest.some((event) => event.host === host.name);

  // Where several machines share a column that has no room for all, the one that something happened to comes into view.
  useLayoutEffect(() => {
    const machine = root.current;
    const column = machine?.parentElement;
    if (!isTouched || !machine || !column) return;
    const above = machine.offsetTop - column.offsetTop;
    const below = above + machine.offsetHeight - column.clientHeight;
    if (column.scrollTop < below) column.scrollTop = below;
    if (column.scrollTop > above) column.scrollTop = above;
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- every step may touch another machine
  }, [scene.latest, isTouched]);

  return (
    <section
      ref={root}
      className={`${tones.tone} ${styles.machine}`}
      data-tone={placed.tone}
      data-power={host.power}
      data-crowded={crowded}
      data-selected={processes.some(({ name }) => isSelectedProcess(scene.selection, name))}
      aria-label={t.machine.region(placed)}
    >
      <header className={styles.header}>
        <h2>{t.host(placed)}</h2>
        {host.power === 'off' ? (
          <span className={styles.status} data-status="off">
            {t.machine.off}
          </span>
        ) : (
          !several && processes[0] && <Status standing={scene.standing[processes[0].name]} />
        )}
        <code>{host.address}</code>
      </header>
      <Filter host={host} />
      <Body crowded={crowded} latest={scene.latest}>
        {processes.map((process, index) => (
          <div
            key={process.name}
            className={styles.process}
            data-caller={hasCalled(scene, process.name) ? 'latest' : undefined}
          >
            {several && (
              <div className={styles.processName}>
                <QuietButton
                  aria-pressed={isSelectedProcess(scene.selection, process.name)}
                  onClick={() => hand.select({ kind: 'process', process: process.name })}
                >
                  {t.machine.process({ name: process.name, pid: process.pid })}
                </QuietButton>
                <Status standing={scene.standing[process.name]} />
              </div>
            )}
            <Source label={t.source.listing({ process: t.host(placed) })} source={sources[process.name]} />
            {process.threads.map((thread) => (
              <Fragment key={thread.id}>
                <KernelBoundary
                  scene={scene}
                  hand={hand}
                  process={process}
                  thread={thread}
                  name={process.threads.length > 1 ? t.machine.thread(thread) : null}
                  compact={crowded}
                >
                  {index === processes.length - 1 && thread === process.threads.at(-1) && (
                    <ProfileChoice hand={hand} placed={placed} host={host} />
                  )}
                </KernelBoundary>
              </Fragment>
            ))}
          </div>
        ))}
        <Sockets scene={scene} hand={hand} placed={placed} host={host} />
      </Body>
      <div className={styles.toolbars} data-crowded={crowded}>
        {processes.flatMap((process) =>
          process.threads.map((thread) => {
            const who = {
              process: several ? process.name : null,
              thread: process.threads.length > 1 ? thread.name : null,
            };
            const key = keyOf(process.name, thread.name);
            return (
              <CallToolbar
                key={key}
                scene={scene}
                hand={hand}
                host={host}
                process={process}
                thread={thread}
                who={[who.process, who.thread].filter((name) => name !== null).join(' · ')}
                label={t.calls.toolbar({ ...placed, ...who })}
                unfolded={!crowded || unfolded === key}
                unfold={() => choose(key)}
              />
            );
          }),
        )}
      </div>
    </section>
  );
}

const keyOf = (process: string, thread: string): string => `${process} ${thread}`;

/**
 * Whose calls are spread out where several share a machine: whom the user chose, else whose call is due, else who called
 * last, else the first.
 */
function callerInSight({ next, ledger }: Scene, processes: readonly Process[], chosen: string | null): string | null {
  const all = processes.flatMap(({ name, threads }) =>
    threads.map((thread) => ({
      key: keyOf(name, thread.name),
      lastCall: ledger.lastCallOfThread(name, thread.name)?.callId ?? -1,
    })),
  );
  const due = next && keyOf(next.process, next.thread);
  const known = [chosen, due].find((key) => all.some((one) => one.key === key));
  return known ?? all.toSorted((a, b) => b.lastCall - a.lastCall)[0]?.key ?? null;
}

/** The ports that the machine's packet filter guards. */
function Filter({ host }: { readonly host: Host }) {
  const { stage, terms } = useMessages();
  if (host.filter === undefined) return null;
  return (
    <ul className={styles.filter}>
      {host.filter.map(({ port, policy }) => (
        <li key={port}>
          <span aria-hidden="true">⊘</span> {stage.machine.filter({ port, does: terms.policies[policy] })}
        </li>
      ))}
    </ul>
  );
}

interface BodyProps {
  readonly crowded: boolean;
  readonly latest: Scene['latest'];
  readonly children: ReactNode;
}

/** What stands above the calls. Where it is more than there is room for, the one who called last is in view. */
function Body({ crowded, latest, children }: BodyProps) {
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const body = scroller.current;
    const caller = body?.querySelector('[data-caller="latest"]');
    if (!crowded || !body || !(caller instanceof HTMLElement)) return;
    const above = caller.offsetTop;
    const below = above + caller.offsetHeight - body.clientHeight;
    if (body.scrollTop < below) body.scrollTop = below;
    if (body.scrollTop > above) body.scrollTop = above;
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- every step may have another caller
  }, [latest, crowded]);
  return (
    <div ref={scroller} className={styles.body}>
      {children}
    </div>
  );
}

function Source({ label, source }: { readonly label: string; readonly source: ProcessSource | undefined }) {
  return source && <SourceListing label={label} source={source} />;
}

/** Whether a call of the process is what the last step was about. */
const hasCalled = ({ latest }: Scene, process: string): boolean =>
  latest.some((event) => 'callId' in event && 'process' in event && event.process === process);

/** Whether the process runs, sleeps, is through with its program or has ended: by word and by shape. */
function Status({ standing = 'runs' }: { readonly standing: Standing | undefined }) {
  const { machine: t } = useMessages().stage;
  const status = standing === 'woken' ? 'runs' : standing;
  return (
    <span className={styles.status} data-status={status}>
      {t[status]}
    </span>
  );
}

/** The sockets below the line: first those that a descriptor refers to, then the kernel's own. */
function Sockets({ scene, hand, placed, host }: Omit<Props, 'sources'>) {
  const { machine: t } = useMessages().stage;
  const { held, alone } = viewHost(host);
  const scroller = useRef<HTMLDivElement>(null);

  // What the last step touched comes into view, without moving the page.
  useLayoutEffect(() => {
    const list = scroller.current;
    const card = list?.querySelector('[data-latest="true"]');
    if (!list || !(card instanceof HTMLElement)) return;
    const above = card.offsetTop - 6;
    const below = card.offsetTop + card.offsetHeight + 6 - list.clientHeight;
    if (list.scrollTop > above || card.offsetHeight > list.clientHeight) list.scrollTop = above;
    else if (list.scrollTop < below) list.scrollTop = below;
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- every step may touch another card
  }, [scene.latest]);

  return (
    <div ref={scroller} className={styles.sockets}>
      {held.length === 0 && <p className={styles.none}>{host.power === 'off' ? t.offHint : t.noSockets}</p>}
      <ul className={styles.cards} aria-label={t.sockets}>
        {held.map((view) => (
          <SocketCard key={view.socket.id} scene={scene} hand={hand} host={host} tone={placed.tone} view={view} />
        ))}
      </ul>
      {Object.values(host.processes).some((process) => epollsOf(host, process).length > 0) && (
        <Suspense fallback={null}>
          <EpollCards scene={scene} host={host} />
        </Suspense>
      )}
      {alone.length > 0 && (
        <>
          <h3 className={styles.alone}>
            {t.alone} <small>{t.aloneHint}</small>
          </h3>
          <ul className={styles.cards} aria-label={t.alone}>
            {alone.map((view) => (
              <SocketCard key={view.socket.id} scene={scene} hand={hand} host={host} tone={placed.tone} view={view} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
