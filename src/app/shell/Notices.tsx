import type { ReactNode } from 'react';
import { DEFAULT_SCENARIO_ID, SCENARIOS } from '../../lessons/scenarios/catalogue.ts';
import { useLanguage, useMessages } from '../i18n/index.ts';
import { actions, useLaboratory } from '../store/laboratory.ts';
import type { Notice } from '../store/state.ts';
import { Icon } from './icons.tsx';
import styles from './notices.module.css';
import { saveFile } from './save-file.ts';

/**
 * What is to be said about the user's work, in a place that is kept free for it: a fork, a bad file, the work of last time. While there is
 * nothing of the kind it says what the scenario is about.
 */
export function Notices() {
  const fork = useLaboratory((state) => state.fork);
  const notice = useLaboratory((state) => state.notice);
  return (
    // An output element may hold phrases only, and these are paragraphs.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="status" className={styles.place}>
      {fork !== null ? <Forked /> : notice !== null ? <WorkNotice notice={notice} /> : <About />}
    </div>
  );
}

function About() {
  const { language } = useLanguage();
  const about = useLaboratory(({ script }) => script.about?.[language]);
  return <p className={styles.about}>{about}</p>;
}

function Forked() {
  const { shell, format } = useMessages();
  const fork = useLaboratory((state) => state.fork);
  const { undo, dismissFork } = actions;
  if (fork === null) return null;
  return (
    <Strip tone="waiting" onDismiss={dismissFork} actions={[{ name: shell.undo, act: undo }]}>
      {shell.forked({
        step: format.number(fork.atStep),
        events: format.plural(fork.eventsLeftBehind, shell.events),
      })}
    </Strip>
  );
}

function WorkNotice({ notice }: { readonly notice: Notice }) {
  const { shell, stage } = useMessages();
  const { language } = useLanguage();
  const { dismissNotice, open } = actions;
  const scenarioId = useLaboratory((state) => state.scenarioId);
  switch (notice.kind) {
    case 'continued':
      return (
        <Strip
          tone="neutral"
          onDismiss={dismissNotice}
          actions={[{ name: shell.startFresh, act: () => open(scenarioId ?? DEFAULT_SCENARIO_ID) }]}
        >
          {shell.continued}
        </Strip>
      );
    case 'unreadable-work':
      return (
        <Strip
          tone="failure"
          onDismiss={dismissNotice}
          actions={[{ name: shell.saveOldText, act: () => saveFile('old-work.txt', notice.kept) }]}
        >
          {shell.unreadableWork({ reason: notice.reason[language] })}
        </Strip>
      );
    case 'unreadable-file':
      return (
        <Strip tone="failure" onDismiss={dismissNotice} actions={[]}>
          {shell.unreadableFile({ reason: notice.reason[language] })}
        </Strip>
      );
    case 'scenario-unreachable': {
      const scenario = SCENARIOS.find(({ id }) => id === notice.scenarioId);
      return (
        <Strip
          tone="failure"
          onDismiss={dismissNotice}
          actions={[{ name: shell.tryAgain, act: () => open(notice.scenarioId) }]}
        >
          {shell.scenarioUnreachable({ title: scenario?.title[language] ?? notice.scenarioId })}
        </Strip>
      );
    }
    case 'restarted':
      return (
        <Strip tone="neutral" onDismiss={dismissNotice} actions={[{ name: shell.undo, act: actions.undo }]}>
          {shell.restarted({ host: notice.host, profile: stage.machine.profiles[notice.profile] })}
        </Strip>
      );
    case 'not-allowed': {
      const { what, allowed } = notice;
      return (
        <Strip tone="refused" onDismiss={dismissNotice} actions={[]}>
          {what.kind === 'call'
            ? shell.callNotAllowed({ call: what.call, allowed: (allowed?.calls ?? []).join(', ') })
            : {
                hidden: shell.notYetAllowed,
                fault: shell.faultNotAllowed,
                'in-panel': shell.doneInPanel,
                'looked-at': shell.onlyLookedAt,
              }[what.kind]}
        </Strip>
      );
    }
    case 'engine-unreachable':
      return (
        <Strip
          tone="failure"
          onDismiss={dismissNotice}
          actions={[{ name: shell.reload, act: () => globalThis.location.reload() }]}
        >
          {shell.engineUnreachable}
        </Strip>
      );
    case 'not-kept':
      return (
        <Strip tone="failure" onDismiss={dismissNotice} actions={[]}>
          {shell.notKept}
        </Strip>
      );
  }
}

interface StripProps {
  readonly tone: 'neutral' | 'waiting' | 'refused' | 'failure';
  readonly onDismiss: () => void;
  readonly actions: readonly { readonly name: string; readonly act: () => void }[];
  readonly children: ReactNode;
}

function Strip({ tone, onDismiss, actions, children }: StripProps) {
  const { shell } = useMessages();
  return (
    <div
      className={styles.strip}
      data-tone={tone}
      data-whole={tone === 'failure' || tone === 'refused' ? '' : undefined}
      role={tone === 'failure' ? 'alert' : undefined}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard */}
      <p className={styles.text} tabIndex={0}>
        {children}
      </p>
      {actions.map(({ name, act }) => (
        <button key={name} type="button" className={styles.action} onClick={act}>
          {name}
        </button>
      ))}
      <button
        type="button"
        className={styles.dismiss}
        aria-label={shell.dismiss}
        title={shell.dismiss}
        onClick={onDismiss}
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
