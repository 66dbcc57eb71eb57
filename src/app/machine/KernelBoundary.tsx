import type { ReactNode } from 'react';
import type { Process, Thread } from '../../engine/kernel/host.ts';
import { showCall, showResult } from '../calls/show-call.ts';
import { useMessages } from '../i18n/index.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import type { Hand, Scene } from '../stage/scene.ts';
import { isSelectedCall } from '../stage/selected.ts';
import styles from './kernel-boundary.module.css';

interface Props {
  readonly scene: Scene;
  readonly hand: Hand;
  readonly process: Process;
  readonly thread: Thread;
  /** Whose line it is, where a process has several threads; else null. */
  readonly name?: string | null;
  /** On one line, where several share the machine: the kernel's own line is drawn for the last alone. */
  readonly compact?: boolean;
  /** What is said of this kernel on its line. */
  readonly children?: ReactNode;
}

/**
 * The line between program and kernel. The thread's last call stands on it: above, the call that went down; below, what
 * came back up, or that the thread sleeps in there. Crossing this line is what a call is.
 */
export function KernelBoundary({ scene, hand, process, thread, name = null, compact = false, children }: Props) {
  const { machine: t } = useMessages().stage;
  const last = scene.ledger.lastCallOfThread(process.name, thread.name);
  const isFirst = thread.id === 0;
  const refused = isFirst && scene.latest.find((event) => event.kind === 'refused' && event.process === process.name);
  const isLatest = scene.latest.some((event) => 'callId' in event && event.callId === last?.callId);
  const selected = last !== undefined && isSelectedCall(scene.selection, last.callId);
  return (
    <div className={styles.boundary} data-latest={isLatest} data-compact={compact}>
      {name !== null && <p className={styles.name}>{name}</p>}
      <div className={styles.down}>
        {refused && refused.kind === 'refused' ? (
          <span className={styles.refused}>
            ✕{' '}
            {refused.rule === 'call-after-end'
              ? t.refusedEnded({ call: refused.call.name })
              : t.refusedBlocked({ call: refused.call.name })}
          </span>
        ) : last ? (
          <QuietButton
            key={last.callId}
            className={styles.call}
            aria-pressed={selected}
            data-lit={scene.ties.calls.has(last.callId)}
            title={showCall(last.call)}
            onClick={() => hand.select(selected ? null : { kind: 'call', callId: last.callId })}
          >
            <span className={styles.arrow} aria-hidden="true" data-way="down" />
            <code>{showCall(last.call)}</code>
          </QuietButton>
        ) : (
          <span className={styles.none}>{t.noCallYet}</span>
        )}
      </div>
      {/* One after the other in what is read; the line comes last where all is on one. */}
      {(!compact || Boolean(children)) && (
        <div className={styles.line}>
          <span>{t.kernel}</span>
          {children}
        </div>
      )}
      <div className={styles.up}>
        <Answer scene={scene} process={process} thread={thread} />
      </div>
    </div>
  );
}

/** What the kernel says to the last call: nothing yet, asleep, or the result. */
function Answer({ scene, process, thread }: Pick<Props, 'scene' | 'process' | 'thread'>) {
  const { stage, terms } = useMessages();
  const t = stage.machine;
  const last = scene.ledger.lastCallOfThread(process.name, thread.name);
  if (process.ended !== null) return <span className={styles.ended}>{t.endedBy({ by: process.ended })}</span>;
  const { activity } = thread;
  // The power is back, and the program has not begun anew: what the call returned went with its process.
  if (scene.ledger.isGone(process.name)) return <span className={styles.ended}>{t.endedBy({ by: 'power-loss' })}</span>;
  if (activity.kind === 'blocked') {
    const { until, fd } = activity;
    const waits = (what: string): string => t.blockedUntil({ waits: what, fd: until === 'events' ? null : fd });
    return (
      <span className={styles.blocked} title={waits(terms.waits[until])}>
        {waits(t.waits[until])}
      </span>
    );
  }
  if (activity.kind === 'woken') return <span className={styles.woken}>{t.woken}</span>;
  if (!last?.result) return null;
  const failed = last.result.errno !== null || last.result.signal !== null;
  return (
    <span key={last.callId} className={styles.result} data-failed={failed}>
      <span className={styles.arrow} aria-hidden="true" data-way="up" />
      <code>{showResult(last.result, last.call)}</code>
    </span>
  );
}
