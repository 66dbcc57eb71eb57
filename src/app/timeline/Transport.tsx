import { useMessages } from '../i18n/index.ts';
import controls from '../shell/controls.module.css';
import { Icon, type IconName } from '../shell/icons.tsx';
import { actions, useLaboratory } from '../store/laboratory.ts';
import styles from './timeline.module.css';

interface TransportButtonProps {
  readonly icon: IconName;
  readonly name: string;
  readonly onPress: () => void;
  readonly keys?: string;
  readonly strong?: boolean;
  /** There is nothing to do: said, and still reachable, so that the focus is never thrown off a button. */
  readonly idle?: boolean;
}

function TransportButton({ icon, name, onPress, keys, strong = false, idle = false }: TransportButtonProps) {
  return (
    <button
      type="button"
      className={strong ? `${controls.button} ${controls.strong} ${styles.play}` : controls.button}
      aria-label={name}
      title={name}
      aria-keyshortcuts={keys}
      aria-disabled={idle || undefined}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}

/** Start, back, play, forward, end. */
export function Transport() {
  const { shell } = useMessages();
  const playing = useLaboratory((state) => state.playing);
  const atStart = useLaboratory(({ cursor }) => cursor.step === 0);
  const atEnd = useLaboratory(
    ({ cursor, timeline }) => timeline.end !== 'not-run' && cursor.step >= timeline.steps.length,
  );
  const { toStart, back, play, pause, forward, toEnd } = actions;
  return (
    <div className={styles.transport}>
      <TransportButton icon="toStart" name={shell.toStart} keys="Home" idle={atStart} onPress={toStart} />
      <TransportButton icon="back" name={shell.back} keys="ArrowLeft" idle={atStart} onPress={() => back()} />
      <TransportButton
        icon={playing ? 'pause' : 'play'}
        name={playing ? shell.pause : shell.play}
        keys="Space"
        strong
        onPress={playing ? pause : play}
      />
      <TransportButton icon="forward" name={shell.forward} keys="ArrowRight" idle={atEnd} onPress={() => forward()} />
      <TransportButton icon="toEnd" name={shell.toEnd} keys="End" idle={atEnd} onPress={toEnd} />
    </div>
  );
}

/** The next loss, reset, error or sleeping call: what a lesson wants to see. */
export function ToInteresting() {
  const { shell } = useMessages();
  const { toInteresting } = actions;
  return <TransportButton icon="interesting" name={shell.toInteresting} keys="n" onPress={() => toInteresting(1)} />;
}

/** The way back from what the user did, and forth again. */
export function UndoButtons() {
  const { shell } = useMessages();
  const canUndo = useLaboratory(({ undoable }) => undoable.length > 0);
  const canRedo = useLaboratory(({ redoable }) => redoable.length > 0);
  const { undo, redo } = actions;
  return (
    <div className={styles.transport}>
      <TransportButton icon="undo" name={shell.undo} keys="Control+Z" idle={!canUndo} onPress={undo} />
      <TransportButton icon="redo" name={shell.redo} keys="Control+Shift+Z" idle={!canRedo} onPress={redo} />
    </div>
  );
}
