import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import type { Host, Process, Thread } from '../../engine/kernel/host.ts';
import type { CallName } from '../../engine/posix/call.ts';
import type { World } from '../../engine/simulation/world.ts';
import { useMessages } from '../i18n/index.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import type { Hand, Scene } from '../stage/scene.ts';
import { type CallGroup, type Draft, type HandCall, MAIN_CALLS, MORE_CALLS } from './call-fields.ts';
import { CallForm } from './CallForm.tsx';
import styles from './calls.module.css';
import { defaultDraft } from './default-draft.ts';
import { type DraftContext, readDraft } from './read-draft.ts';
import { refusalOf } from './refusal.ts';

const GROUPS = Object.keys(MORE_CALLS) as CallGroup[];
const isFirst = (name: HandCall): boolean => MAIN_CALLS.some((one) => one === name);
const holds = (group: CallGroup, name: HandCall): boolean => MORE_CALLS[group].some((one) => one === name);

interface Props {
  readonly scene: Scene;
  readonly hand: Hand;
  readonly host: Host;
  readonly process: Process;
  readonly thread: Thread;
  /** Whose calls they are, where the machine has several; else empty. */
  readonly who: string;
  readonly label: string;
  /** Its calls are spread out; else its name alone stands there, which spreads them out. */
  readonly unfolded?: boolean;
  readonly unfold?: () => void;
}

/**
 * The calls of one thread, by the user's hand. A press opens the call's arguments, filled in; Enter makes the call.
 * With Shift it is made at once. No call is ever greyed out: a wrong one runs, and fails as it should.
 */
export function CallToolbar({ scene, hand, host, process, thread, who, label, unfolded = true, unfold }: Props) {
  const { calls: t } = useMessages().stage;
  const [open, setOpen] = useState<HandCall | null>(null);
  const [more, setMore] = useState(false);
  /** The call that could not be made, and where the run stood then. */
  const [refused, setRefused] = useState<{ readonly call: CallName; readonly world: World } | null>(null);
  const root = useRef<HTMLDivElement>(null);

  const fdNames = scene.ledger.fdNames.get(process.name) ?? new Map<number, string>();
  const context: DraftContext = {
    fdNames,
    hosts: Object.fromEntries(Object.values(scene.world.hosts).map(({ name, address }) => [name, address])),
  };
  const suggested = scene.next?.process === process.name && scene.next.thread === thread.name ? scene.next : null;
  const draftFor = (name: HandCall): Draft =>
    defaultDraft(name, {
      world: scene.world,
      host,
      fdNames,
      process: process.name,
      next: suggested?.name === name ? suggested.step : null,
    });

  const close = (): void => {
    const name = open;
    setOpen(null);
    // Back to where the form came from, for whoever works by keyboard.
    if (name !== null && root.current?.contains(document.activeElement))
      root.current.querySelector<HTMLElement>(`[data-call="${name}"]`)?.focus();
  };
  const make = (read: ReturnType<typeof readDraft>): void => {
    if (!read.ok) return;
    // A call that nobody can make is no part of the run: the recording stays as it is.
    const refused = refusalOf(process, read.value.call.name, thread.id) !== null;
    setRefused(refused ? { call: read.value.call.name, world: scene.world } : null);
    if (refused) return;
    const { call, names } = read.value;
    const caller = { process: process.name, ...(thread.id === 0 ? {} : { thread: thread.id }) };
    hand.act({ kind: 'call', ...caller, call, names });
  };
  // What is told holds as long as the run stands where it stood.
  const told = refused !== null && refused.world === scene.world && open === null ? refused : null;
  const press = (name: HandCall, event: MouseEvent): void => {
    if (event.shiftKey) {
      make(readDraft(name, draftFor(name), context));
      setOpen(null);
    } else {
      setRefused(null);
      // What an exercise does not allow is told before a form is filled in for it.
      setOpen(open === name || !hand.mayCall(name) ? null : name);
    }
  };

  // A press anywhere else puts the form away.
  useEffect(() => {
    if (open === null) return undefined;
    const away = (event: PointerEvent): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(null);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [open]);

  const cannot = open === null ? null : refusalOf(process, open, thread.id);
  const hidesNext = suggested !== null && !more && !MAIN_CALLS.some((name) => name === suggested.name);
  const button = (name: HandCall) => {
    const isNext = suggested?.name === name;
    return (
      <QuietButton
        key={name}
        data-call={name}
        className={styles.call}
        data-next={isNext}
        aria-expanded={open === name}
        aria-description={isNext ? t.next : undefined}
        title={isNext ? `${t.next}. ${t.atOnce}` : t.atOnce}
        onClick={(event) => press(name, event)}
      >
        {name}
      </QuietButton>
    );
  };

  const calls = (
    <>
      {MAIN_CALLS.map(button)}
      <QuietButton
        className={styles.call}
        data-next={hidesNext}
        aria-label={t.more}
        aria-description={hidesNext ? t.next : undefined}
        aria-expanded={more}
        title={hidesNext ? `${t.more}: ${suggested.name}, ${t.next}` : t.more}
        onClick={() => setMore(!more)}
      >
        …
      </QuietButton>
      {/* The form needs room: the groups that it does not belong to make way. */}
      {more &&
        GROUPS.filter((group) => open === null || isFirst(open) || holds(group, open)).map((group) => (
          <fieldset key={group} aria-label={t.groups[group]} className={styles.group}>
            <span aria-hidden="true">{t.groups[group]}</span>
            <div>{MORE_CALLS[group].map(button)}</div>
          </fieldset>
        ))}
    </>
  );

  return (
    <div className={styles.calls} data-folded={!unfolded} ref={root}>
      {open !== null && (
        <CallForm
          key={open}
          name={open}
          initial={draftFor(open)}
          context={context}
          hint={cannot === null ? null : cannot === 'call-after-end' ? t.hasEnded : t.sleeps}
          make={(read) => {
            make(read);
            close();
          }}
          cancel={close}
        />
      )}
      {/* Always there, so that what comes into it is announced. */}
      <output aria-label={t.refusal}>
        {told !== null && (
          <span className={styles.told}>
            <span aria-hidden="true">✕ </span>
            {refusalOf(process, told.call, thread.id) === 'call-after-end'
              ? t.refusedEnded({ call: told.call })
              : t.refusedBlocked({
                  call: told.call,
                  pending: scene.ledger.lastCallOfThread(process.name, thread.name)?.call.name ?? null,
                })}
          </span>
        )}
      </output>
      <div
        role="toolbar"
        aria-label={label}
        className={styles.toolbar}
        data-crowded={who !== ''}
        onKeyDown={walk}
        tabIndex={-1}
      >
        {who !== '' && (
          <QuietButton
            className={styles.who}
            data-next={!unfolded && suggested !== null}
            aria-expanded={unfolded}
            onClick={unfold}
          >
            {who}
          </QuietButton>
        )}
        {unfolded && calls}
      </div>
    </div>
  );
}

/**
 * Up and Down walk through the toolbar. Left and Right, which a toolbar would use as well, belong to the timeline
 * wherever the focus is.
 */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const here = buttons.indexOf(document.activeElement as HTMLButtonElement);
  if (here === -1) return;
  event.preventDefault();
  buttons.at((here + (event.key === 'ArrowDown' ? 1 : -1)) % buttons.length)?.focus();
}
