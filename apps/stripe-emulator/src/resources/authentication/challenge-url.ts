import type { Context } from '../../core/context.js';

export const CHALLENGE_PATH = '/authenticate/:intent';

/** Address of the page at which a payer passes or fails an intent's challenge. The secret is what protects it. */
export function challengeUrl(ctx: Context, intent: string, secret: string): string {
  return `${ctx.baseUrl}/authenticate/${intent}?secret=${secret}`;
}
