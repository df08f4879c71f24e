import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What is wrong with a page that people see; nothing is what is expected. */
export async function faultsOf(page: Page): Promise<string[]> {
  const faults = await axe(page, [...WCAG, 'best-practice']);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const inTheDark = await axe(page, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  const fits = await page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth');
  return [...faults, ...inTheDark.map((fault) => `in the dark: ${fault}`), ...(fits ? [] : ['wider than the screen'])];
}

/** As `faultsOf`, of a frame: it is part of another page, which has the headings and landmarks. */
export function faultsOfFrame(frame: Frame): Promise<string[]> {
  return axe(frame, WCAG);
}

async function axe(target: Page | Frame, tags: readonly string[]): Promise<string[]> {
  await target.evaluate(AXE);
  return target.evaluate<
    string[]
  >(`axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' at ' + target.join(' ') + ': ' + failureSummary)))`);
}
