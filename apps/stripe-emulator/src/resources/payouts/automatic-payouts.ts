import type { Context } from '../../core/context.js';

/** Plans the next automatic payout of the context's account, if its schedule wants one. */
export function planAutomaticPayout(_ctx: Context, _availableOn: number): void {
  return;
}
