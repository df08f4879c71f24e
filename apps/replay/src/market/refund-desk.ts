import { type AdminApi, ApiProblem } from '@guildhall/api-client';
import type { PlannedRefund } from '../plan/replay-plan.js';
import type { Patience } from '../run/patience.js';

/** Refunds whole orders as an operator does. The commission goes back with the goods. */
export class RefundDesk {
  constructor(
    private readonly admin: AdminApi,
    private readonly patience: Patience,
  ) {}

  /** @returns the id of the refund, which may have been asked for before */
  refunds({ invoice }: PlannedRefund, orderId: string): Promise<string> {
    const params = { path: { orderId }, header: { 'Idempotency-Key': `replay-refund-${invoice}` } };
    return this.patience.with(async () => {
      try {
        return (await this.admin.POST('/v1/orders/{orderId}/refunds', { params, body: {} })).id;
      } catch (error) {
        if (!(error instanceof ApiProblem && error.is('refund_exceeds_remaining'))) throw error;
        const { data } = await this.admin.GET('/v1/refunds', { params: { query: { orderId } } });
        const [known] = data;
        if (known === undefined) throw error;
        return known.id;
      }
    });
  }
}
