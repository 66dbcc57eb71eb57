import type { Measure } from './shape.ts';

/** The size of every label in user units: nothing on the screen is smaller. */
export const LABEL = 14;
/** From one line of a label to the next. */
export const LINE = 17;

export type Font = 'mono' | 'sans';

/** The text, or as much of its beginning as fits `width` with an ellipsis. */
export function cutToFit(text: string, width: number, measure: Measure, font: Font = 'mono'): string {
  if (measure(text, LABEL, font, 'normal') <= width) return text;
  let length = text.length - 1;
  while (length > 1 && measure(`${text.slice(0, length)}…`, LABEL, font, 'normal') > width) length--;
  return `${text.slice(0, Math.max(1, length))}…`;
}

/** What may stand in a label beside plain letters. */
const GLYPHS = ['M', '@', '…', '·', 'ç'];
const widest = new WeakMap<Measure, number>();

/** How wide the widest letter of a label is. */
export function widestLetter(measure: Measure): number {
  const known = widest.get(measure) ?? Math.max(...GLYPHS.map((glyph) => measure(glyph, LABEL, 'mono', 'normal')));
  widest.set(measure, known);
  return known;
}

/** By measure, width and text: in a long run the same few labels come again and again. */
const wrapped = new WeakMap<Measure, Map<number, Map<string, readonly string[]>>>();

/** The text on as few lines as fit `width`, broken after an opening parenthesis, a comma or a space. */
export function wrapToFit(text: string, width: number, measure: Measure): readonly string[] {
  // All letters are of one width: most labels need not be measured, nor even be looked at.
  if (text.length * widestLetter(measure) <= width) return [text];
  let byWidth = wrapped.get(measure);
  if (!byWidth) wrapped.set(measure, (byWidth = new Map()));
  let byText = byWidth.get(width);
  if (!byText) byWidth.set(width, (byText = new Map()));
  let lines = byText.get(text);
  if (!lines) byText.set(text, (lines = wrap(text, width, measure)));
  return lines;
}

function wrap(text: string, width: number, measure: Measure): readonly string[] {
  if (measure(text, LABEL, 'mono', 'normal') <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const part of text.match(/[^\s(]*[\s(]|[^\s(]+$/g) ?? [text]) {
    if (line !== '' && measure((line + part).trimEnd(), LABEL, 'mono', 'normal') > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
  }
  if (line.trimEnd() !== '') lines.push(line.trimEnd());
  return lines.map((each) => cutToFit(each, width, measure));
}

/** A sentence on as few lines as fit `width`, broken between words. */
export function wrapWords(text: string, width: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer, LABEL, 'sans', 'normal') > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((each) => cutToFit(each, width, measure, 'sans'));
}
