import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SCREENSHOTS = '.guildhall/screenshots';
const WIDTHS = [360, 1280];

export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
}

/** Somebody at a page. Keeps every request that the page made, and every error that it reported. */
export class Visitor {
  readonly requests: RecordedRequest[] = [];
  /** What the page threw, and what its policy refused. */
  readonly errors: string[] = [];

  constructor(
    readonly page: Page,
    readonly origin: string,
  ) {
    page.on('request', (request) => {
      this.requests.push({ method: request.method(), url: request.url(), body: request.postData() });
    });
    page.on('pageerror', ({ message }) => this.errors.push(message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.errors.push(message.text());
    });
  }

  /** The same browser, one more tab. */
  async opensTab(): Promise<Visitor> {
    return new Visitor(await this.page.context().newPage(), this.origin);
  }

  /** @param path of the application: `/operator/` */
  async opens(path: string): Promise<void> {
    await this.page.goto(this.origin + path);
    await this.page.locator('main h1').first().waitFor();
    await this.isSettled();
  }

  /** Waits until the page says this. @throws Error with what it says instead */
  async reads(text: string): Promise<void> {
    await this.page
      .getByText(text)
      .waitFor()
      .catch(async () => {
        throw new Error(`the page does not say "${text}" but: ${await this.page.locator('body').innerText()}`);
      });
  }

  /** Nothing is loading any more. */
  async isSettled(): Promise<void> {
    await this.page.locator('main [aria-busy="true"]:not([data-example] *)').first().waitFor({ state: 'detached' });
  }

  /** axe's findings on the page as it is, in a readable form: expect an empty list. */
  async axeFindings(): Promise<string[]> {
    if (!(await this.page.evaluate<boolean>('"axe" in window'))) await this.page.evaluate(AXE);
    return this.page.evaluate<
      string[]
    >(`axe.run(document, { runOnly: ${JSON.stringify(WCAG)}, resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
        id + ': ' + help + ' at ' + target.join(' ') + ' ' + (failureSummary ?? '').replaceAll('\\n', ' '))))`);
  }

  /** False: something is wider than the page, which then scrolls sideways. */
  fitsWidth(): Promise<boolean> {
    return this.page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
  }

  /** What is wrong with the page as it is: axe's findings, widths of `WIDTHS` that it does not fit, errors so far. Expect an empty list. */
  async findingsOnPage(name: string): Promise<string[]> {
    await this.isSettled();
    const found = await this.axeFindings();
    const before = this.page.viewportSize();
    for (const width of WIDTHS) {
      if (width !== this.page.viewportSize()?.width) await this.page.setViewportSize({ width, height: 900 });
      await this.page.evaluate('window.scrollTo(0, 0)');
      if (!(await this.fitsWidth())) found.push(`it is wider than ${width} pixels`);
    }
    if (before !== null && before.width !== this.page.viewportSize()?.width) await this.page.setViewportSize(before);
    await this.takesScreenshots(name);
    return [...found, ...this.errors];
  }

  /**
   * When GUILDHALL_SCREENSHOTS is set: writes the page as it is at 360 and 1280 pixels, light and dark, to
   * `.guildhall/screenshots/NAME-WIDTH-SCHEME.png`. All pictures take a minute of processor time, and nobody looks at them in CI.
   */
  async takesScreenshots(name: string): Promise<void> {
    if (process.env.GUILDHALL_SCREENSHOTS === undefined) return;
    const before = this.page.viewportSize();
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const width of WIDTHS) {
        await this.page.setViewportSize({ width, height: 900 });
        await this.isSettled();
        const path = join(SCREENSHOTS, `${name}-${width}-${colorScheme}.png`);
        await this.page.screenshot({ path, fullPage: true });
      }
    }
    await this.page.emulateMedia({ colorScheme: null });
    if (before !== null) await this.page.setViewportSize(before);
  }

  async leaves(): Promise<void> {
    await this.page.context().close();
  }
}
