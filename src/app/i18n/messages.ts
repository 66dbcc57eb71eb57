import type { DiagramsMessages } from './en/diagrams.ts';
import type { ShellMessages } from './en/shell.ts';
import type { StageMessages } from './en/stage.ts';
import type { Format } from './format.ts';
import type { Language } from './language.ts';
import type { NarrationMessages } from './narration/texts.ts';
import type { Terms } from './narration/terms.ts';

/** Every text of the product in one language, by area. A text with parameters is a function. */
export interface Messages {
  readonly language: Language;
  readonly format: Format;
  readonly shell: ShellMessages;
  readonly stage: StageMessages;
  readonly diagrams: DiagramsMessages;
  /** The sentences of what happened and why; `narrate` chooses among them. */
  readonly narration: NarrationMessages;
  /** Labels and meanings of states, timers, waits, queues, calls, errors and segments. */
  readonly terms: Terms;
}
