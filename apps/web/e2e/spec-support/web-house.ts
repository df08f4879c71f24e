import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRunFile, type RunFile, type SeededLogin } from '@guildhall/launcher';
import { type Browser, type BrowserContextOptions, chromium, type LaunchOptions } from 'playwright-core';
import { Visitor } from './visitor.js';

/** How to start one: `tools/jest/chromium.global-setup.mjs`. */
const CHROMIUM = process.env.GUILDHALL_CHROMIUM;

/** Only ends what hangs: on a busy machine a page takes its time. */
const PATIENCE_MS = 75_000;

/** The house that the global setup has started (`tools/jest/web-house.global-setup.mjs`): one for all journeys. */
export class WebHouse {
  private constructor(
    readonly run: RunFile,
    private readonly browser: Browser,
  ) {}

  static async opens(): Promise<WebHouse> {
    const run = await runFile();
    return new WebHouse(run, await chromium.launch(JSON.parse(CHROMIUM ?? '{}') as LaunchOptions));
  }

  async closes(): Promise<void> {
    await this.browser.close();
  }

  /** Somebody with a browser of their own, whom nobody knows yet. @param origin of the pages */
  async guest(options: BrowserContextOptions = {}, origin = this.run.urls.web): Promise<Visitor> {
    const context = await this.browser.newContext({ baseURL: origin, locale: 'en-US', ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    return new Visitor(await context.newPage(), origin);
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

  /** @param who they are, when there are several: "Grace Prints" */
  login(role: SeededLogin['role'], who = ''): SeededLogin {
    const found = this.run.logins.find((login) => login.role === role && login.note.startsWith(who));
    if (found === undefined) throw new Error(`nobody is seeded as ${role} ${who}`);
    return found;
  }
}

/** Other specs run while the house comes up. @throws Error that says why it did not */
async function runFile(): Promise<RunFile> {
  const directory = process.env.GUILDHALL_WEB_HOUSE;
  if (directory === undefined) throw new Error('GUILDHALL_WEB_HOUSE is not set: run this in the "web" project');
  for (;;) {
    const failure = await readFile(join(directory, 'failed'), 'utf8').catch(() => null);
    if (failure !== null) throw new Error(`the house did not come up: ${failure}`);
    const run = await readRunFile(directory);
    if (run !== null) return run;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Describes journeys in Chromium; without one they are skipped (install Debian's `chromium-headless-shell` or set CHROME_PATH). */
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
