import { existsSync } from 'node:fs';
import type { RunFile, SeededLogin } from '@guildhall/launcher';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { Visitor } from './visitor.js';

const CHROMIUM = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

/** The house that the global setup has started (`tools/jest/web-house.global-setup.mjs`): one for all journeys. */
export class WebHouse {
  private constructor(
    readonly run: RunFile,
    private readonly browser: Browser,
  ) {}

  static async opens(): Promise<WebHouse> {
    const run = process.env.GUILDHALL_WEB_RUN;
    if (run === undefined) throw new Error('GUILDHALL_WEB_RUN is not set: run this in the "web" project');
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
    const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args });
    return new WebHouse(JSON.parse(run) as RunFile, browser);
  }

  async closes(): Promise<void> {
    await this.browser.close();
  }

  /** Somebody with a browser of their own, whom nobody knows yet. */
  async guest(options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await this.browser.newContext({ baseURL: this.run.urls.web, locale: 'en-US', ...options });
    return new Visitor(await context.newPage(), this.run.urls.web);
  }

  /** One of the seeded people, signed in by the cookie that a browser would have. */
  async signsIn(role: SeededLogin['role'], options: BrowserContextOptions = {}): Promise<Visitor> {
    const visitor = await this.guest(options);
    const { email, password } = this.login(role);
    const api = { buyer: 'buyer', seller: 'seller', operator: 'admin' }[role];
    const answer = await visitor.page.request.post(`/api/${api}/v1/auth/login`, {
      headers: { 'x-guildhall-session': 'cookie', origin: this.run.urls.web },
      data: { email, password },
    });
    if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`);
    return visitor;
  }

  login(role: SeededLogin['role']): SeededLogin {
    const found = this.run.logins.find((login) => login.role === role);
    if (found === undefined) throw new Error(`nobody is seeded as ${role}`);
    return found;
  }
}

/** Describes journeys in Chromium; without one they are skipped (install Debian's `chromium` or set CHROME_PATH). */
export function describeJourneys(name: string, journeys: (house: () => WebHouse) => void): void {
  (CHROMIUM === undefined ? describe.skip : describe)(name, () => {
    let opened: WebHouse | undefined;
    beforeAll(async () => {
      opened = await WebHouse.opens();
    });
    afterAll(() => opened?.closes());
    journeys(() => {
      if (opened === undefined) throw new Error('the house did not open');
      return opened;
    });
  });
}
