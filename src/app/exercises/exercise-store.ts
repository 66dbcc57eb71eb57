import { create } from 'zustand';
import { isRight } from '../../lessons/exercises/answer-of.ts';
import { EXERCISES } from '../../lessons/exercises/catalogue.ts';
import { check } from '../../lessons/exercises/check.ts';
import { emptyAttempt } from '../../lessons/exercises/empty-attempt.ts';
import type { Attempt, Exercise } from '../../lessons/exercises/exercise.ts';
import { parseExercise } from '../../lessons/exercises/parse-exercise.ts';
import { scriptOfAttempt } from '../../lessons/exercises/run-attempt.ts';
import type { Verdict } from '../../lessons/exercises/verdict.ts';
import type { CallScript } from '../../programs/call-script.ts';
import type { ScriptError } from '../../programs/script-error.ts';
import { exercises as en } from '../i18n/en/exercises.ts';
import { exercises as pt } from '../i18n/pt-BR/exercises.ts';
import { viewActions } from '../shell/view.ts';
import { actions, useLaboratory } from '../store/laboratory.ts';
import { stepOfEvent } from '../store/moments.ts';
import { boundsOf, wholeRunOf } from './bounds.ts';
import { keepExercise, keptExercise } from './kept-exercise.ts';
import { type Achievement, NOTHING_YET, type Progress, readProgress, united, writeProgress } from './progress.ts';

const KEY = 'socketscope.progress';

interface Exercising {
  readonly exercise: Exercise | null;
  /** The workshop is open, in which an exercise is made. */
  readonly authoring: boolean;
  /** The text of the exercise's file. */
  readonly source: string;
  /** Its author is trying it, and goes back to the workshop. */
  readonly workshop: boolean;
  /** What the exercise has put on the stage; a run of anything else is not judged. */
  readonly staged: CallScript | null;
  /** Grows whenever the work begins from something else than what was there: what was typed in it is gone. */
  readonly round: number;
  /** It has just been opened: the focus is to go there. */
  readonly fresh: boolean;
  /** What was last said of what was done by hand, so that it is said (and counted) once. */
  readonly told: string | null;
  /** What the student would hand in. What is done by hand on the stage is not in it: that is the laboratory's run. */
  readonly draft: Attempt | null;
  /** What was said of the last attempt; null since it was changed. */
  readonly verdict: Verdict | null;
  /** How many hints are shown. */
  readonly hints: number;
  /** The laboratory plays a solution. */
  readonly solution: boolean;
  readonly progress: Progress;
  /** An exercise could not be read or fetched: why. */
  readonly fault: ScriptError | 'unreachable' | null;
  /** When it was opened, in milliseconds of the clock. */
  readonly since: number;
  readonly open: (id: string) => void;
  /** Begins with an exercise, from wherever it comes; `source` is the text of its file. */
  readonly begin: (exercise: Exercise, source: string) => void;
  /** Opens what the last visit left open, as it was left. */
  readonly resume: () => void;
  /** Opens the workshop, or closes it. */
  readonly setAuthoring: (authoring: boolean) => void;
  readonly leave: () => void;
  readonly change: (draft: Attempt) => void;
  /** Runs the draft in the engine and shows its run. */
  readonly check: () => void;
  /** What was done by hand on the live stage comes to this. */
  readonly judge: (verdict: Verdict) => void;
  /** The focus is in the exercise. */
  readonly arrived: () => void;
  /** Puts the exercise on the stage again, where something else has taken its place. */
  readonly stageAgain: () => void;
  readonly hint: () => void;
  readonly showMe: () => void;
  readonly again: () => void;
  /** Takes over what a file holds, besides what is known. */
  readonly takeOver: (progress: Progress) => void;
}

/** The exercise that is open, and what has been achieved so far. What happened in an attempt is the laboratory's timeline. */
export const useExercise = create<Exercising>()((set, get) => {
  const note = (change: (before: Achievement) => Achievement): void => {
    const { exercise, progress, workshop } = get();
    // Who tries an exercise of their own achieves nothing by it.
    if (exercise === null || workshop) return;
    const { title, chapter, kind } = exercise;
    const { id, isListed } = recordOf(exercise);
    // Of an exercise that came by a link or a file the report has to know what it was.
    const about = isListed ? {} : { about: { title, chapter, kind } };
    const after = { ...progress, [id]: { ...change(progress[id] ?? NOTHING_YET), ...about } };
    keep(after);
    set({ progress: after });
  };
  const judged = (verdict: Verdict): void => {
    const { since, solution } = get();
    const now = Date.now();
    note((before) =>
      before.passed
        ? { ...before, attempts: before.attempts + 1 }
        : {
            ...before,
            attempts: before.attempts + 1,
            passed: verdict.passed && !solution,
            seconds: before.seconds + Math.round((now - since) / 1000),
          },
    );
    set({ verdict, since: now });
  };
  /** Puts a script of the exercise on the stage, under the exercise's title. */
  const stage = (exercise: Exercise, script: CallScript, step = 0): void => {
    const staged = { ...script, title: exercise.title };
    set({ staged });
    actions.openScript(staged, { step, bounds: boundsOf(exercise, get().draft) });
  };
  const begin = (exercise: Exercise, source: string): void => {
    const { authoring, workshop, round } = get();
    set({
      exercise,
      source,
      authoring: false,
      workshop: authoring || workshop,
      draft: emptyAttempt(exercise),
      verdict: null,
      hints: 0,
      solution: false,
      fault: null,
      since: Date.now(),
      round: round + 1,
      fresh: true,
      told: null,
    });
    viewActions.setExercising(true);
    // What went wrong is looked for from its end; all else begins at the beginning.
    stage(exercise, exercise.script, exercise.kind === 'diagnose' ? Number.MAX_SAFE_INTEGER : 0);
  };
  return {
    exercise: null,
    authoring: false,
    source: '',
    workshop: false,
    staged: null,
    round: 0,
    fresh: false,
    told: null,
    draft: null,
    verdict: null,
    hints: 0,
    solution: false,
    progress: kept(),
    fault: null,
    since: 0,
    begin,
    resume() {
      const kept = keptExercise();
      if (kept === null || get().exercise !== null) return;
      const { exercise, draft } = kept;
      set(({ round }) => ({ ...kept, draft: draft ?? emptyAttempt(exercise), since: Date.now(), round: round + 1 }));
      viewActions.setExercising(true);
      const { scenarioId, script } = useLaboratory.getState();
      // The laboratory has kept the run as well, unless something else had taken its place.
      if (scenarioId === null && script.title?.en === exercise.title.en) {
        set({ staged: script });
        actions.bound(boundsOf(exercise, get().draft));
      } else stage(exercise, exercise.script);
    },
    setAuthoring(authoring) {
      set({ exercise: null, draft: null, verdict: null, workshop: false, staged: null, fresh: true, authoring });
      viewActions.setExercising(authoring);
    },
    open(id) {
      const entry = EXERCISES.find((each) => each.id === id);
      if (entry === undefined) return;
      entry
        .load()
        .then((value) => {
          const parsed = parseExercise(value, { file: `${id}.json` });
          if (parsed.ok) {
            set({ authoring: false, workshop: false });
            begin(parsed.value, JSON.stringify(value));
          } else set({ fault: parsed.error });
        })
        .catch(() => set({ fault: 'unreachable' }));
    },
    leave() {
      const { exercise, workshop } = get();
      const back = exercise !== null && workshop;
      set({ exercise: null, authoring: back, workshop: false, staged: null, draft: null, verdict: null, fresh: true });
      if (!back) viewActions.setExercising(false);
    },
    change(draft) {
      const { exercise } = get();
      set({ draft, verdict: null, solution: false });
      // What has been answered may be seen.
      if (exercise?.kind !== 'predict' || draft.kind !== 'predict') return;
      actions.bound(boundsOf(exercise, draft));
      const isWrong = exercise.predictions.some((question) => {
        const answer = draft.answers[question.id];
        return answer !== undefined && !isRight(answer, question, wholeRunOf(exercise));
      });
      // A wrong answer is followed by the right one.
      if (isWrong) note((before) => ({ ...before, shown: before.shown || !before.passed }));
    },
    check() {
      const { exercise, draft } = get();
      if (exercise === null || draft === null) return;
      const { verdict, timeline } = check(exercise, draft);
      // A run that failed stands where it went wrong; one that passed, or in which something is missing, at its end.
      const at = verdict.findings[0]?.index ?? null;
      const step = at === null ? timeline.steps.length : stepOfEvent(timeline, at);
      stage(exercise, scriptOfAttempt(exercise, draft).script, step);
      judged(verdict);
    },
    judge(verdict) {
      const { told } = get();
      const [first] = verdict.findings;
      const now = verdict.passed ? 'passed' : first === undefined ? null : `${first.id} ${first.callId}`;
      if (now === null) {
        // What was said no longer holds: it has been undone.
        if (get().verdict !== null) set({ verdict: null });
      } else if (now !== told) {
        set({ told: now });
        judged(verdict);
        viewActions.tellNews(first?.message ?? { en: en.wellDone, 'pt-BR': pt.wellDone });
      } else if (get().verdict === null) set({ verdict });
    },
    arrived: () => set({ fresh: false }),
    stageAgain() {
      const { exercise, staged } = get();
      if (exercise !== null) stage(exercise, staged ?? exercise.script);
    },
    hint() {
      const hints = Math.min(3, get().hints + 1);
      set({ hints });
      note((before) => ({ ...before, hints: Math.max(before.hints, hints) }));
    },
    showMe() {
      const { exercise } = get();
      const solution = exercise?.solutions[0];
      if (!exercise || !solution) return;
      note((before) => ({ ...before, shown: before.shown || !before.passed }));
      set(({ round, draft }) => ({
        solution: true,
        verdict: null,
        draft: solution.kind === 'drive' ? draft : solution,
        round: round + 1,
      }));
      stage(exercise, scriptOfAttempt(exercise, solution).script);
      actions.play();
    },
    again() {
      const { exercise, source } = get();
      if (exercise !== null) begin(exercise, source);
    },
    takeOver(progress) {
      const after = united(get().progress, progress);
      keep(after);
      set({ progress: after });
    },
  };
});

// What is done with an exercise is not lost by reloading the page.
useExercise.subscribe(({ exercise, source, draft, hints, told }, before) => {
  if (exercise === null) {
    if (before.exercise !== null) {
      keepExercise(null);
      // What it hid, and did not allow, is free again.
      actions.bound(null);
    }
  } else if (exercise !== before.exercise || draft !== before.draft || hints !== before.hints || told !== before.told)
    keepExercise({ source, draft, hints, told });
});

/** What can be done; the same functions all the time. */
export const exerciseActions: Pick<
  Exercising,
  | 'open'
  | 'begin'
  | 'resume'
  | 'setAuthoring'
  | 'leave'
  | 'change'
  | 'check'
  | 'judge'
  | 'arrived'
  | 'stageAgain'
  | 'hint'
  | 'showMe'
  | 'again'
  | 'takeOver'
> = useExercise.getState();

/** Whether the answers of its questions have been told before they were all given right: given again, they show nothing. */
export const isAided = ({ exercise, progress }: Exercising): boolean =>
  exercise?.kind === 'predict' && progress[recordOf(exercise).id]?.shown === true;

/** Under which id an exercise's progress is kept: one that is no exercise of the catalogue's, though it has the id of one, is another. */
function recordOf({ id, title }: Exercise): { readonly id: string; readonly isListed: boolean } {
  const entry = EXERCISES.find((one) => one.id === id);
  if (entry === undefined) return { id, isListed: false };
  const isListed = entry.title.en === title.en && entry.title['pt-BR'] === title['pt-BR'];
  return { id: isListed ? id : `${id}-other`, isListed };
}

function kept(): Progress {
  try {
    const text = globalThis.localStorage.getItem(KEY);
    if (text === null) return {};
    const read = readProgress(text);
    if ('progress' in read) return read.progress;
    // What cannot be read is put aside, not written over.
    globalThis.localStorage.setItem(`${KEY}.unreadable`, text);
  } catch {
    // Storage is denied: what is achieved holds for this visit.
  }
  return {};
}

function keep(progress: Progress): void {
  try {
    globalThis.localStorage.setItem(KEY, writeProgress(progress));
  } catch {
    // Storage is denied or full: what is achieved holds for this visit.
  }
}
