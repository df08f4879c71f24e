import { CONFIG, type AppConfig } from '@guildhall/config';
import { Inject, Injectable } from '@nestjs/common';
import { ReturnUrlNotAllowed } from './onboarding.errors.js';

/** Decides where people may be sent back to: nobody may use our links to send them elsewhere. */
@Injectable()
export class ReturnUrls {
  constructor(@Inject(CONFIG) private readonly config: AppConfig) {}

  /** @param origin of the API itself, where its own refresh and return addresses live */
  choose(given: string | undefined, origin: string, path: string): string {
    if (given === undefined) return `${origin}${path}`;
    const url = new URL(given);
    const allowed = [...this.config.returnUrlOrigins, origin];
    const fits = allowed.some((each) => isWithin(url, new URL(each)));
    if (!fits) throw new ReturnUrlNotAllowed(allowed);
    return url.href;
  }
}

/** On one's own machine development servers take any port; everywhere else another port is another site. */
function isWithin(url: URL, allowed: URL): boolean {
  if (url.origin !== 'null' && url.origin === allowed.origin) return true;
  const isLoopback = LOOPBACK.has(allowed.hostname) && allowed.port === '';
  return isLoopback && url.protocol === allowed.protocol && url.hostname === allowed.hostname;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
