import { create } from 'zustand';
import { enterFullScreen, leaveFullScreen } from '../present/full-screen.ts';
import { applyTheme, rememberedTheme, type ThemeChoice, themeOf } from '../theme/theme.ts';

/** What fills the screen while presenting. */
export type Presented = 'sequence' | 'machines';

/** What a narrow screen shows of the three panels that a wide one shows side by side. */
export type Panel = 'machines' | 'sequence' | 'communication';

interface View {
  readonly theme: ThemeChoice;
  readonly presenting: Presented | null;
  readonly helpOpen: boolean;
  readonly panel: Panel;
  /** Whether single letters are keys. Who dictates to the machine, or types with a switch, may want them off (WCAG 2.1.4). */
  readonly letterKeys: boolean;
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly toggleTheme: () => void;
  readonly present: (what: Presented | null) => void;
  readonly setHelpOpen: (open: boolean) => void;
  readonly showPanel: (panel: Panel) => void;
  readonly setLetterKeys: (on: boolean) => void;
}

const LETTERS = 'socketscope.letter-keys';

/** How the laboratory is looked at: nothing of this belongs to a recording. */
export const useView = create<View>()((set, get) => ({
  theme: rememberedTheme(),
  presenting: null,
  helpOpen: false,
  panel: 'machines',
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
  setLetterKeys(letterKeys) {
    rememberLetterKeys(letterKeys);
    set({ letterKeys });
  },
}));

/** What can be chosen; the same functions all the time. */
export const viewActions: Pick<
  View,
  'setTheme' | 'toggleTheme' | 'present' | 'setHelpOpen' | 'showPanel' | 'setLetterKeys'
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
