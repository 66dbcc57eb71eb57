import type { Tone } from '../../diagrams/shape.ts';

/** What a tone comes to: colours as `#rrggbb`. */
export interface ToneColours {
  readonly text: string;
  readonly line: string;
  readonly tint: string;
}

/** The colours of a theme, as `src/app/theme/tokens.css` and `src/app/diagrams/scene.module.css` have them on the screen; a test compares. */
export interface Palette {
  /** What a diagram is drawn on. */
  readonly ground: string;
  /** The wash behind what is new. */
  readonly band: string;
  readonly hatch: { readonly ground: string; readonly stroke: string };
  readonly tones: Readonly<Record<Tone, ToneColours>>;
}

export type Theme = 'light' | 'dark';

const LIGHT_WAITING: ToneColours = { text: '#684200', line: '#8a5a00', tint: '#fff3d6' };
const DARK_WAITING: ToneColours = { text: '#f8cf78', line: '#d9a43a', tint: '#40300a' };

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    ground: '#ffffff',
    band: '#fff7dc',
    hatch: { ground: '#fff3d6', stroke: '#d3b985' },
    tones: {
      client: { text: '#084a8f', line: '#0b5cad', tint: '#e8f1fb' },
      server: { text: '#6a2d89', line: '#7a3a9a', tint: '#f5ecf9' },
      third: { text: '#733900', line: '#a85400', tint: '#fbeee0' },
      fourth: { text: '#00525a', line: '#007781', tint: '#e0f3f4' },
      handshake: LIGHT_WAITING,
      waiting: LIGHT_WAITING,
      success: { text: '#065239', line: '#0a6b4b', tint: '#e3f4ec' },
      failure: { text: '#921912', line: '#b3261e', tint: '#fdecea' },
      neutral: { text: '#1b1f24', line: '#434b55', tint: '#f1efe8' },
      faint: { text: '#434b55', line: '#8b867a', tint: '#f1efe8' },
      accent: { text: '#1b1f24', line: '#c99700', tint: '#ffe58a' },
    },
  },
  dark: {
    ground: '#1d2126',
    band: '#2a2614',
    hatch: { ground: '#40300a', stroke: '#7a5c1c' },
    tones: {
      client: { text: '#9ccbff', line: '#5aa2ee', tint: '#16304d' },
      server: { text: '#e2b9f6', line: '#c184e0', tint: '#3a2347' },
      third: { text: '#ffc48f', line: '#e2924a', tint: '#44280f' },
      fourth: { text: '#7fdbe0', line: '#3fb4bb', tint: '#0d3639' },
      handshake: DARK_WAITING,
      waiting: DARK_WAITING,
      success: { text: '#7fdcb3', line: '#3fb585', tint: '#113829' },
      failure: { text: '#ffb8b0', line: '#ef6f64', tint: '#4a1d1a' },
      neutral: { text: '#f2f0ea', line: '#c9ced6', tint: '#282d34' },
      faint: { text: '#c9ced6', line: '#858e9a', tint: '#282d34' },
      accent: { text: '#f2f0ea', line: '#e0b32e', tint: '#413300' },
    },
  },
};

/** The faces of the screen, with generic ones at their end for a machine that has none of them. */
export const FONTS: Readonly<Record<'sans' | 'mono', string>> = {
  sans: "Inter, 'Segoe UI', system-ui, -apple-system, Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif",
  mono: "'JetBrains Mono', 'Cascadia Mono', 'SF Mono', ui-monospace, Menlo, Consolas, 'Noto Sans Mono', 'DejaVu Sans Mono', monospace",
};
