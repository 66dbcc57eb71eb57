import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export type Theme = 'light' | 'dark';

/** What depends on the theme. */
const COLOURS = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];

/**
 * Expects no axe violation on the page as it stands, with text at 7:1 (the enhanced contrast rule, which axe leaves
 * off unless asked). A failure lists rule, element and advice.
 */
export async function expectNoAxeViolations(page: Page, rules: 'all' | 'colours' = 'all'): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // One page for all frames is much slower, and here are no frames.
    .setLegacyMode()
    .options(
      rules === 'colours'
        ? { runOnly: { type: 'rule', values: COLOURS } }
        : { rules: { 'color-contrast-enhanced': { enabled: true } } },
    )
    .analyze();
  const lines = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}\n    ${node.failureSummary?.replaceAll('\n', '\n    ')}`),
  );
  expect(lines, 'axe violations').toEqual([]);
}

/** Expects no axe violation in either theme: all rules in the light one, and those of colours in the dark one. */
export const expectNoAxeViolationsInBothThemes = (page: Page): Promise<void> =>
  inBothThemes(page, (theme) => expectNoAxeViolations(page, theme === 'light' ? 'all' : 'colours'));

/** Runs `check` in the dark and in the light theme, and leaves the page in the light one, where it starts. */
export async function inBothThemes(page: Page, check: (theme: Theme) => Promise<void>): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await page.evaluate((theme) => {
      document.documentElement.dataset['theme'] = theme;
    }, theme);
    // Otherwise the same theme would be checked twice, and nobody would know.
    await expect(page.locator('html'), `the page is ${theme}`).toHaveCSS('color-scheme', theme);
    // Colours on their way from one theme to the other belong to neither.
    await page.evaluate(() => {
      for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
    });
    await check(theme);
  }
}
