import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** One run for both: what the house has, and what was planted to see whether the check sees anything. */
const planted = {
  'libs/refunds/src/planted.use-case.ts': `
    import { StripeClient } from '@guildhall/stripe';
    export class PlantedUseCase {
      constructor(private readonly stripe: StripeClient, private readonly refunds: { create(): void }) {}
      async execute(): Promise<void> {
        await this.stripe.sdk.refunds.create({ charge: 'ch_1' });
        const { payouts } = this.stripe.sdk;
        await payouts.cancel('po_1');
        await this.stripe.sdk.rawRequest('POST', '/v1/refunds', {});
        this.refunds.create();
        await this.stripe.sdk.refunds.retrieve('re_1');
        await this.stripe.sdk.accountLinks.create({ account: 'acct_1', type: 'account_onboarding' });
        for await (const refund of this.stripe.sdk.refunds.list()) void refund;
      }
    }`,
  'libs/refunds/src/planted.operation.ts': `
    import { StripeOperation } from '@guildhall/outbox';
    import type Stripe from 'stripe';
    @StripeOperation('planted.fine')
    export class PlantedOperation {
      send(stripe: Stripe) {
        return stripe.refunds.create({ charge: 'ch_1' });
      }
    }`,
};

describe('mutating Stripe calls', () => {
  const tool = join(__dirname, '../tools/stripe-mutations.mjs');
  const output = execFileSync(process.execPath, [tool, JSON.stringify(planted)], { encoding: 'utf8' });
  const found = JSON.parse(output) as string[];

  it('are made inside operations only', () => {
    expect(found.filter((place) => !place.includes('/planted.'))).toEqual([]);
  });

  it('are caught anywhere else: directly, through a destructured resource and raw', () => {
    expect(found.filter((place) => place.includes('/planted.')).map((place) => place.split(' ')[1])).toEqual([
      'RefundResource.create',
      'PayoutResource.cancel',
      'Stripe.rawRequest',
    ]);
  });
});
