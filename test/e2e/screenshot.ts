// `npm run screenshot`: the picture of the README. `npm run screenshot -- diagrams [FOLDER] [1440x900 …]`: every diagram.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, findChromium } from '../support/chromium.ts';
import { serve } from '../support/serve.ts';
import { takeDiagramPictures } from './diagram-pictures.ts';
import { takeReadmePicture } from './readme-picture.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [what = 'readme', ...rest] = process.argv.slice(2);

const server = await serve(root);
const browser = await chromium.launch({ executablePath: findChromium().path, args: CHROMIUM_ARGUMENTS });
try {
  if (what === 'readme') await takeReadmePicture(browser, server.url);
  else if (what === 'diagrams') {
    const sizes = rest.flatMap((word) => sizeOf(word) ?? []);
    const folder = rest.find((word) => sizeOf(word) === null) ?? join(root, 'screenshots');
    await takeDiagramPictures(browser, server.url, folder, sizes);
  } else throw new Error(`There are pictures of the 'readme' and of the 'diagrams', none of '${what}'.`);
} finally {
  await browser.close();
  await server.close();
}

/** `1440x900` in CSS pixels; null: it is something else. */
function sizeOf(word: string): { readonly width: number; readonly height: number } | null {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(word) ?? [];
  return width === undefined || height === undefined ? null : { width: Number(width), height: Number(height) };
}
