import { create } from 'zustand';
import { enterFullScreen, leaveFullScreen } from '../present/full-screen.ts';
import { applyTheme, rememberedTheme, type ThemeChoice, themeOf } from '../theme/theme.ts';

/** The diagrams, in the order of their tabs. */
export const DIAGRAM_IDS = ['sequence', 'communication', 'activity', 'class', 'useCase', 'states'] as const;
export type DiagramId = (typeof DIAGRAM_IDS)[number];

/** What fills the screen while presenting. */
export type Presented = DiagramId | 'machines';

/** What a narrow screen shows, where a wide one shows both side by side: the machines, or the upper place of the dock. */
export type Panel = 'machines' | 'diagram';

/** The two places of the dock. */
export type DockPlace = 'upper' | 'lower';

interface View {
  readonly theme: ThemeChoice;
  readonly presenting: Presented | null;
  readonly helpOpen: boolean;
  readonly panel: Panel;
  /** Which diagram is shown in each place of the dock. */
  readonly shown: Readonly<Record<DockPlace, DiagramId>>;
  /** What was chosen about a diagram (whose it is, how it is drawn), by diagram and choice, so that a tab's change does not forget it. */
  readonly choices: Readonly<Record<string, string>>;
  /** Whether single letters are keys. Who dictates to the machine, or types with a switch, may want them off (WCAG 2.1.4). */
  readonly letterKeys: boolean;
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly toggleTheme: () => void;
  readonly present: (what: Presented | null) => void;
  readonly setHelpOpen: (open: boolean) => void;
  readonly showPanel: (panel: Panel) => void;
  readonly showDiagram: (place: DockPlace, diagram: DiagramId) => void;
  readonly choose: (choice: string, value: string) => void;
  readonly setLetterKeys: (on: boolean) => void;
}

const LETTERS = 'socketscope.letter-keys';

/** How the laboratory is looked at: nothing of this belongs to a recording. */
export const useView = create<View>()((set, get) => ({
  theme: rememberedTheme(),
  presenting: null,
  helpOpen: false,
  panel: 'machines',
  shown: { upper: 'sequence', lower: 'communication' },
  choices: {},
  letterKeys: rememberedLetterKeys(),
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
  showPanel: (panel) => set({ panel }),
  showDiagram: (place, diagram) => set(({ shown }) => ({ shown: { ...shown, [place]: diagram } })),
  choose: (choice, value) => set(({ choices }) => ({ choices: { ...choices, [choice]: value } })),
  setLetterKeys(letterKeys) {
    rememberLetterKeys(letterKeys);
    set({ letterKeys });
  },
}));

/** What can be chosen; the same functions all the time. */
export const viewActions: Pick<
  View,
  'setTheme' | 'toggleTheme' | 'present' | 'setHelpOpen' | 'showPanel' | 'showDiagram' | 'choose' | 'setLetterKeys'
> = useView.getState();

function rememberedLetterKeys(): boolean {
  try {
    return globalThis.localStorage.getItem(LETTERS) !== 'off';
  } catch {
    return true;
  }
}

function rememberLetterKeys(on: boolean): void {
  try {
    globalThis.localStorage.setItem(LETTERS, on ? 'on' : 'off');
  } catch {
    // Storage is denied or full: the choice holds for this visit only.
  }
}
