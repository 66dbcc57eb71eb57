import { PALETTES } from '../../formats/svg/palette.ts';
import { svgDocument } from '../../formats/svg/svg-document.ts';
import type { Figure } from '../diagrams/figures.ts';
import type { Language } from '../i18n/language.ts';
import type { Theme } from '../theme/theme.ts';

/** Free around an exported picture, in user units. */
const MARGIN = 12;
/** Pixels to a user unit: sharp on a good screen and in print. */
const SCALE = 2;
/** What every browser's canvas can hold: pixels along a side, and in all. */
const LONGEST = 16_384;
const LARGEST = 120_000_000;
/** A picture that would be smaller than this is no longer legible. */
const LEAST_SCALE = 0.6;

/** The whole diagram as an SVG document. `about` is what the run is called. */
export const svgFile = (figure: Figure, about: string, theme: Theme, language: Language): string =>
  svgDocument(figure.picture, {
    palette: PALETTES[theme],
    title: `${figure.title} · ${about}`,
    description: figure.table.summary,
    language,
    margin: MARGIN,
  });

/** Pixels to a user unit of a picture as PNG: 2, less where a canvas could not hold that; null: it is too long to be one. */
export function pngScale({ picture }: Pick<Figure, 'picture'>): number | null {
  const [width, height] = [picture.width + 2 * MARGIN, picture.height + 2 * MARGIN];
  const scale = Math.min(SCALE, LONGEST / Math.max(width, height), Math.sqrt(LARGEST / (width * height)));
  return scale < LEAST_SCALE ? null : scale;
}

/** An SVG document as the browser draws it, as PNG. Rejects when it cannot be drawn. */
export async function pngFile(svg: string, scale: number): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('this browser has no canvas');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null) reject(new Error('the canvas gave no picture'));
        else resolve(blob);
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
