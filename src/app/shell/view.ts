import { create } from 'zustand';
import type { ScriptText } from '../../programs/call-script.ts';
import { enterFullScreen, leaveFullScreen } from '../present/full-screen.ts';
import { applyTheme, rememberedTheme, type ThemeChoice, themeOf } from '../theme/theme.ts';

/** The diagrams, in the order of their tabs. */
export const DIAGRAM_IDS = ['sequence', 'communication', 'activity', 'class', 'useCase', 'states'] as const;
export type DiagramId = (typeof DIAGRAM_IDS)[number];

/** What fills the screen while presenting. */
export type Presented = DiagramId | 'machines';

/** What a narrow screen shows, where a wide one shows both side by side: the machines, or the upper place of the dock. */
export type Panel = 'machines' | 'diagram';

/** What a place of the dock can show: the exercise that is open, too. */
export type DockContent = DiagramId | 'exercise';

/** The two places of the dock. */
export type DockPlace = 'upper' | 'lower';

/** How the programs are written: with functions alone, or with classes. */
export type SourceStyle = 'functions' | 'classes';

/** What was unfolded in a diagram of a run. */
interface Unfolded {
  readonly of: object;
  readonly runs: readonly string[];
}

interface View {
  readonly theme: ThemeChoice;
  readonly presenting: Presented | null;
  readonly helpOpen: boolean;
  readonly panel: Panel;
  /** Which diagram is shown in each place of the dock. */
  readonly shown: Readonly<Record<DockPlace, DockContent>>;
  /** An exercise is open: the upper place has a tab for it. */
  readonly exercising: boolean;
  /** What was said of the exercise while a narrow screen showed the machines. */
  readonly news: ScriptText | null;
  /** What was chosen about a diagram (whose it is, how it is drawn), by diagram and choice, so that a tab's change does not forget it. */
  readonly choices: Readonly<Record<string, string>>;
  /** Where a selection has turned a diagram about which nothing was chosen, by its name: for this visit. */
  readonly turned: Readonly<Record<string, string>>;
  /** Long runs of messages that were unfolded, by diagram: they are of one run, known by its setting, and of no other. */
  readonly unfolded: Readonly<Record<string, Unfolded>>;
  /** Whether single letters are keys. Who dictates to the machine, or types with a switch, may want them off (WCAG 2.1.4). */
  readonly letterKeys: boolean;
  readonly source: SourceStyle;
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly toggleTheme: () => void;
  readonly present: (what: Presented | null) => void;
  readonly setHelpOpen: (open: boolean) => void;
  readonly showPanel: (panel: Panel) => void;
  readonly showDiagram: (place: DockPlace, content: DockContent) => void;
  readonly tellNews: (said: ScriptText) => void;
  readonly setExercising: (exercising: boolean) => void;
  readonly choose: (choice: string, value: string) => void;
  readonly turn: (diagram: string, to: string) => void;
  readonly unfold: (diagram: string, unfolded: Unfolded) => void;
  readonly setLetterKeys: (on: boolean) => void;
  readonly setSource: (source: SourceStyle) => void;
}

const LETTERS = 'socketscope.letter-keys';
const SOURCE = 'socketscope.source';
const CHOICES = 'socketscope.diagrams';

/** How the laboratory is looked at: nothing of this belongs to a recording. */
export const useView = create<View>()((set, get) => ({
  theme: rememberedTheme(),
  presenting: null,
  helpOpen: false,
  panel: 'machines',
  shown: { upper: 'sequence', lower: 'communication' },
  exercising: false,
  news: null,
  choices: rememberedChoices(),
  turned: {},
  unfolded: {},
  letterKeys: remembered(LETTERS) !== 'off',
  source: remembered(SOURCE) === 'classes' ? 'classes' : 'functions',
  setTheme(theme) {
    applyTheme(theme);
    set({ theme });
  },
  toggleTheme: () => get().setTheme(themeOf(get().theme) === 'dark' ? 'light' : 'dark'),
  present(presenting) {
    if (presenting === null) leaveFullScreen();
    else enterFullScreen();
    set({ presenting, helpOpen: false });
  },
  setHelpOpen: (helpOpen) => set({ helpOpen }),
  showPanel: (panel) => set({ panel, news: null }),
  tellNews: (said) => set({ news: get().panel === 'machines' ? said : null }),
  showDiagram: (place, content) => set(({ shown }) => ({ shown: { ...shown, [place]: content } })),
  setExercising: (exercising) =>
    set(({ shown }) => ({
      exercising,
      news: null,
      shown: { ...shown, upper: exercising ? 'exercise' : 'sequence' },
      panel: exercising ? 'diagram' : get().panel,
    })),
  choose(choice, value) {
    const choices = { ...get().choices, [choice]: value };
    remember(CHOICES, JSON.stringify(choices));
    set({ choices });
  },
  unfold: (diagram, now) => set(({ unfolded }) => ({ unfolded: { ...unfolded, [diagram]: now } })),
  turn: (diagram, to) => set(({ turned }) => ({ turned: { ...turned, [diagram]: to } })),
  setLetterKeys(letterKeys) {
    remember(LETTERS, letterKeys ? 'on' : 'off');
    set({ letterKeys });
  },
  setSource(source) {
    remember(SOURCE, source);
    set({ source });
  },
}));

/** What can be chosen; the same functions all the time. */
export const viewActions: Pick<
  View,
  | 'setTheme'
  | 'toggleTheme'
  | 'present'
  | 'setHelpOpen'
  | 'showPanel'
  | 'showDiagram'
  | 'tellNews'
  | 'setExercising'
  | 'choose'
  | 'turn'
  | 'unfold'
  | 'setLetterKeys'
  | 'setSource'
> = useView.getState();

/** Whatever stands there: only names with texts are choices, and who reads one takes what is offered. */
function rememberedChoices(): Readonly<Record<string, string>> {
  try {
    const kept: unknown = JSON.parse(remembered(CHOICES) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, value]) => typeof value === 'string'));
  } catch {
    return {};
  }
}

function remembered(key: string): string | null {
  try {
    return globalThis.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    globalThis.localStorage.setItem(key, value);
  } catch {
    // Storage is denied or full: the choice holds for this visit only.
  }
}
