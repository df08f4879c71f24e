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
    const fits = allowed.some((each) => {
      const { protocol, hostname, port } = new URL(each);
      return url.protocol === protocol && url.hostname === hostname && (port === '' || url.port === port);
    });
    if (!fits) throw new ReturnUrlNotAllowed(allowed);
    return url.href;
  }
}
