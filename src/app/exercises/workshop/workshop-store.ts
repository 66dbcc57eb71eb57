import { create } from 'zustand';
import { type Authored, beginAuthored } from '../../../lessons/authoring/authored.ts';
import { type Proposal, proposeExercise } from '../../../lessons/authoring/propose.ts';
import { tryOrders } from '../../../lessons/authoring/try-orders.ts';
import { actions, useLaboratory } from '../../store/laboratory.ts';
import { exerciseActions, useExercise } from '../exercise-store.ts';
import { showSteps } from './stage-steps.ts';
import { dropDraft, keepDraft, keepOpen, keepText, type KeptDraft, keptDrafts, keptOpen } from './kept-drafts.ts';

/** For so long the screen may wait for runs that nobody sees, milliseconds. */
const SLICE = 8;

interface Workshop {
  /** The draft that is open. */
  readonly id: string;
  readonly authored: Authored | null;
  /** The scenario of which it was made, when nothing had been done by hand in it; null: of another run, or in an earlier visit. */
  readonly madeOf: string | null;
  /** Grows whenever another draft is opened. */
  readonly round: number;
  /** All that is kept, the last written first; as it was when it was last looked at. */
  readonly drafts: readonly KeptDraft[];
  /** What was thrown away last, and can be brought back. */
  readonly thrown: KeptDraft | null;
  /** The browser keeps what is written. */
  readonly kept: boolean;
  /** Opens the workshop with what the laboratory's run could be as an exercise. */
  readonly make: () => void;
  readonly write: (authored: Authored) => void;
  /** Looks at what is kept. */
  readonly list: () => void;
  readonly openDraft: (id: string) => void;
  readonly throwAway: (id: string) => void;
  readonly bringBack: () => void;
  /** Opens the draft that the last visit left open. */
  readonly resume: () => void;
}

/** What is being made, and what has been made so far. */
export const useWorkshop = create<Workshop>()((set, get) => {
  /** What trying finds is added while the author reads, a few runs at a time; once something else is opened, no more. */
  const tryOn = (proposal: Proposal): void => {
    const tries = tryOrders(proposal);
    let shown = proposal;
    const goOn = (): void => {
      const { authored } = get();
      if (authored?.proposal !== shown) return;
      // While the exercise is tried the time is the player's.
      if (!useExercise.getState().authoring) {
        setTimeout(goOn, 500);
        return;
      }
      const until = performance.now() + SLICE;
      let next = tries.next();
      while (next.done !== true && performance.now() < until) next = tries.next();
      if (next.value !== shown) set({ authored: { ...authored, proposal: next.value } });
      shown = next.value;
      if (next.done !== true) setTimeout(goOn);
    };
    setTimeout(goOn);
  };
  const show = (id: string, authored: Authored): void => {
    set(({ round }) => ({ id, authored, madeOf: null, round: round + 1 }));
    keepOpen(id);
    exerciseActions.setAuthoring(true);
    if (authored.proposal.pieces.length > 0) tryOn(authored.proposal);
  };
  return {
    id: '',
    authored: null,
    madeOf: null,
    round: 0,
    drafts: [],
    thrown: null,
    kept: true,
    make() {
      // What an exercise hides of its run is there again.
      actions.bound(null);
      const { script, timeline, scenarioId } = useLaboratory.getState();
      show(newId(), beginAuthored(proposeExercise(script, timeline)));
      set({ madeOf: timeline.recording.actions.length === 0 ? scenarioId : null });
    },
    write(authored) {
      set({ authored, kept: keepDraft(get().id, authored) });
    },
    list: () => set({ drafts: keptDrafts() }),
    openDraft(id) {
      const authored = keptDrafts().find((draft) => draft.id === id)?.authored;
      if (authored) show(id, authored);
    },
    throwAway(id) {
      const thrown = keptDrafts().find((draft) => draft.id === id) ?? null;
      dropDraft(id);
      set({ thrown, drafts: keptDrafts() });
      if (get().id !== id) return;
      // What is thrown away is not written again.
      set({ id: newId(), authored: null });
      if (useExercise.getState().authoring) exerciseActions.setAuthoring(false);
    },
    bringBack() {
      const { thrown } = get();
      if (thrown === null) return;
      keepText(thrown.id, thrown.text);
      set({ thrown: null, drafts: keptDrafts() });
    },
    resume() {
      const id = keptOpen();
      const draft = id === null ? undefined : keptDrafts().find((one) => one.id === id);
      if (!draft?.authored) return;
      // An exercise that its author was trying is open again: from there one comes back to the draft.
      if (useExercise.getState().exercise === null) show(draft.id, draft.authored);
      else {
        set({ id: draft.id, authored: draft.authored });
        useExercise.setState({ workshop: true });
      }
    },
  };
});

// Whoever comes back from trying finds the run on the stage again, of which the exercise is made.
useExercise.subscribe(({ authoring }, before) => {
  const { authored } = useWorkshop.getState();
  if (authoring && before.workshop && authored !== null) showSteps(authored, authored.proposal.steps);
});

// The workshop is left: the next visit does not open it.
useExercise.subscribe(({ authoring, workshop }, before) => {
  if (!authoring && !workshop && (before.authoring || before.workshop)) {
    keepOpen(null);
    giveBack();
  }
});

/** A trial put the exercise's own copy of the run on the stage: where it still stands, the scenario comes back with its name. */
function giveBack(): void {
  const { authored, madeOf } = useWorkshop.getState();
  const { script, timeline } = useLaboratory.getState();
  const isCopy = script.steps === authored?.proposal.steps && timeline.recording.actions.length === 0;
  if (madeOf !== null && isCopy) actions.open(madeOf);
}

/** What can be done; the same functions all the time. */
export const workshopActions: Pick<
  Workshop,
  'make' | 'write' | 'list' | 'openDraft' | 'throwAway' | 'bringBack' | 'resume'
> = useWorkshop.getState();

const newId = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
