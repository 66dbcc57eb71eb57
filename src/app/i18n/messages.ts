import type { DiagramsMessages } from './en/diagrams.ts';
import type { ShellMessages } from './en/shell.ts';
import type { StageMessages } from './en/stage.ts';
import type { Format } from './format.ts';
import type { Language } from './language.ts';
import type { NarrationMessages } from './narration/texts.ts';
import type { Terms } from './narration/terms.ts';

/** Every text that the screen needs at once, in one language, by area. A text with parameters is a function. */
export interface Messages {
  readonly language: Language;
  readonly format: Format;
  readonly shell: ShellMessages;
  readonly stage: StageMessages;
  /** Labels and meanings of states, timers, waits, queues, calls, errors and segments. */
  readonly terms: Terms;
}

/** All texts of one language: those of the screen, of the diagrams, and the sentences of what happened and why. */
export interface AllMessages extends Messages {
  readonly diagrams: DiagramsMessages;
  /** `narrate` chooses among them. They are the larger half, and come after the first view. */
  readonly narration: NarrationMessages;
}
