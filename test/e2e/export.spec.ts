import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { parseXml } from '../support/strict-xml.ts';
import { expect, test } from './fixtures.ts';
import { openLaboratory, openScenario, press } from './laboratory.ts';

const exportButton = (page: Page, place: 'Upper' | 'Lower' = 'Upper') =>
  page
    .getByRole('region', { name: 'Diagrams' })
    .locator('> div')
    .nth(place === 'Upper' ? 0 : 1)
    .getByRole('button', { name: /^Export/ });

async function saved(page: Page, button: string): Promise<Download> {
  const coming = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: button }).click();
  return coming;
}
const bytesOf = async (download: Download): Promise<Buffer> => readFile(await download.path());

/** Around an exported picture, in user units. */
const MARGIN = 12;
/** Two pixels are the same when no channel differs by more: edges of letters are not drawn alike in a page and in a picture. */
const TOLERANCE = 48;

/** The part of the pixels in which the diagram on the screen, without its marks of now, and the exported one differ, both drawn at their natural size. */
async function difference(page: Page, name: string, svg: string): Promise<number> {
  const shots: Buffer[] = [];
  for (const kind of ['screen', 'file'] as const) {
    await page.evaluate(
      async ({ kind, name, svg, margin }) => {
        const shown = document.querySelector(`section[aria-label="${name}"] svg[viewBox][role="group"]`);
        if (shown === null) throw new Error(`no ${name} is shown`);
        const [, , width = 0, height = 0] = (shown.getAttribute('viewBox') ?? '').split(' ').map(Number);
        const sheet = document.createElement('div');
        sheet.id = 'sheet';
        sheet.style.cssText = `position:fixed;inset:0 auto auto 0;z-index:9999;width:${width + 2 * margin}px;height:${height + 2 * margin}px;background:var(--card)`;
        if (kind === 'screen') {
          const copy = shown.cloneNode(true) as SVGElement;
          // A file says nothing of now.
          for (const mark of copy.querySelectorAll<SVGElement>('[data-tone="accent"]')) {
            mark.dataset['tone'] = 'neutral';
            for (const box of mark.querySelectorAll<SVGElement>('[data-fill]')) box.dataset['fill'] = 'none';
          }
          copy.setAttribute('width', String(width));
          copy.setAttribute('height', String(height));
          copy.style.cssText = `position:absolute;left:${margin}px;top:${margin}px`;
          // A file says nothing of now: where its colour is around a state, only the edge stays.
          for (const marked of copy.querySelectorAll<SVGElement>('[data-tone="accent"]')) {
            marked.dataset['tone'] = 'neutral';
            marked.querySelector('rect')?.setAttribute('style', 'fill: none');
          }
          sheet.append(copy);
        } else {
          const image = new Image();
          image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
          await image.decode();
          sheet.append(image);
        }
        document.body.append(sheet);
      },
      { kind, name, svg, margin: MARGIN },
    );
    const box = await page.locator('#sheet').boundingBox();
    if (box === null) throw new Error('the sheet has no size');
    await page.setViewportSize({
      width: Math.max(1440, Math.ceil(box.width)),
      height: Math.max(900, Math.ceil(box.height)),
    });
    shots.push(await page.screenshot({ clip: box, animations: 'disabled' }));
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.evaluate(() => document.querySelector('#sheet')?.remove());
  }
  return page.evaluate(
    async ({ shots, tolerance }) => {
      const [a, b] = await Promise.all(
        shots.map(async (shot) => {
          const image = new Image();
          image.src = `data:image/png;base64,${shot}`;
          await image.decode();
          const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
          const context = canvas.getContext('2d');
          if (context === null) throw new Error('no canvas');
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, canvas.width, canvas.height).data;
        }),
      );
      if (a === undefined || b === undefined || a.length !== b.length) return 1;
      let differing = 0;
      for (let at = 0; at < a.length; at += 4) {
        if ([0, 1, 2].some((channel) => Math.abs((a[at + channel] ?? 0) - (b[at + channel] ?? 0)) > tolerance))
          differing++;
      }
      return (differing * 4) / a.length;
    },
    { shots: shots.map((shot) => shot.toString('base64')), tolerance: TOLERANCE },
  );
}

test('the exported SVG looks as the diagram on the screen, in both themes', async ({ page }) => {
  await openLaboratory(page);
  await press(page, 'End');
  for (const theme of ['Light', 'Dark']) {
    // Figures that are the same in any room: what is exported is laid out as what is shown.
    for (const [tab, name] of [
      ['States', 'State machine'],
      ['Activity', 'Activity diagram'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).first().click();
      await expect(page.getByRole('region', { name }).locator('svg[role="group"]')).toBeVisible();
      await exportButton(page).click();
      await expect(page.getByRole('combobox', { name: 'Colours' })).toHaveValue(theme.toLowerCase());
      const file = String(await bytesOf(await saved(page, 'Save: Picture (SVG)')));
      await page.keyboard.press('Escape');
      expect(parseXml(file).name).toBe('svg');
      expect(await difference(page, name, file), `${name}, ${theme}`).toBeLessThan(0.0005);
      // The measure would see it if something were missing.
      const bare = file.replaceAll(/<text[^>]*>[^<]*<\/text>/g, '');
      expect(await difference(page, name, bare)).toBeGreaterThan(0.005);
    }
    await page.keyboard.press('d');
  }
});

test('a PNG has two pixels to a unit of the SVG', async ({ page }) => {
  await openLaboratory(page);
  await press(page, 'End');
  await exportButton(page).click();
  const svg = parseXml(String(await bytesOf(await saved(page, 'Save: Picture (SVG)'))));
  const png = await bytesOf(await saved(page, 'Save: Picture (PNG, 2×)'));
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(Math.round(2 * Math.floor(Number(svg.attributes['width']))));
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('Saved: echo-sequence.png');
});

test('by keyboard: Enter opens, Escape closes, and the focus is where it was', async ({ page }) => {
  await openLaboratory(page);
  await press(page, 'End');
  await exportButton(page).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export the sequence diagram' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(exportButton(page)).toBeFocused();
});

test('the handout is a document of its own that asks for nothing, and opens the print dialog', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.print = () => {
      (globalThis.top as unknown as { printed: string }).printed = document.documentElement.outerHTML;
      globalThis.dispatchEvent(new Event('afterprint'));
    };
  });
  await openLaboratory(page);
  await page.getByRole('button', { name: /^Save/ }).first().click();
  await page.getByRole('button', { name: 'Print the handout' }).click();
  const printed = page.waitForFunction(() => (globalThis as unknown as { printed?: string }).printed);
  expect(await (await printed).jsonValue()).toContain('<h1>Echo: the eight calls</h1>');
  await expect(page.locator('iframe')).toHaveCount(0);

  const file = await (await saved(page, 'Save: Handout to print')).path();
  const paper = await page.context().newPage();
  await paper.goto(`data:text/html;charset=utf-8,${encodeURIComponent(await readFile(file, 'utf8'))}`);
  await expect(paper.getByRole('heading', { level: 2 })).toHaveCount(4);
  await expectPages(paper, 5, 9);
});

test('the handout of a long run is a booklet: nothing on its pages is too small, nothing cut', async ({ page }) => {
  await openLaboratory(page);
  await openScenario(page, 'One server, many clients: poll');
  await page.getByRole('button', { name: /^Save/ }).first().click();
  const file = await (await saved(page, 'Save: Handout to print')).path();
  const paper = await page.context().newPage();
  await paper.goto(`data:text/html;charset=utf-8,${encodeURIComponent(await readFile(file, 'utf8'))}`);
  await expectPages(paper, 10, 19);
  await paper.emulateMedia({ media: 'print' });
  // As wide as what A4 and Letter have in common without the margins.
  await paper.setViewportSize({ width: 703, height: 950 });
  const wrong = await paper.evaluate(() =>
    [...document.querySelectorAll('.row')].flatMap((row) => {
      const small = [...row.querySelectorAll<SVGTextElement>('svg text')].filter((text) => {
        const { a = 0, b = 0 } = text.getScreenCTM() ?? {};
        return Number.parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b) < 7.9;
      });
      const title = row.querySelector('h3')?.textContent;
      return [
        ...(small.length > 0 ? [`${title}: ${small.length} texts below 6 pt`] : []),
        ...(row.getBoundingClientRect().height > 910 ? [`${title}: higher than a page with its heading`] : []),
      ];
    }),
  );
  expect(wrong).toEqual([]);
});

/** How many pages a document has on either paper. */
async function expectPages(paper: Page, least: number, most: number): Promise<void> {
  for (const format of ['A4', 'Letter']) {
    const pdf = (await paper.pdf({ format })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    expect(pages, format).toBeGreaterThanOrEqual(least);
    expect(pages, format).toBeLessThanOrEqual(most);
  }
}
