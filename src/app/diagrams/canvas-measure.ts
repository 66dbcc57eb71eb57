import type { Measure } from '../../diagrams/shape.ts';

/** Where there is no canvas (tests): as wide as the widest of the fonts. */
const estimate: Measure = (text, size, font, weight) =>
  text.length * size * (font === 'mono' ? 0.602 : weight === 'bold' ? 0.6 : 0.55);

function makeMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return estimate;
  const style = getComputedStyle(document.documentElement);
  const families = {
    mono: style.getPropertyValue('--mono') || 'monospace',
    sans: style.getPropertyValue('--sans') || 'sans-serif',
  };
  const known = new Map<string, Map<string, number>>();
  return (text, size, font, weight) => {
    const face = `${font} ${weight} ${size}`;
    let widths = known.get(face);
    if (!widths) known.set(face, (widths = new Map()));
    const width = widths.get(text);
    if (width !== undefined) return width;
    context.font = `${weight === 'bold' ? 700 : 400} ${size}px ${families[font]}`;
    const measured = context.measureText(text).width;
    widths.set(text, measured);
    return measured;
  };
}

let made: Measure | null = null;

/** Text as wide as the browser draws it. The same function every time. */
export function canvasMeasure(): Measure {
  made ??= makeMeasure();
  return made;
}
