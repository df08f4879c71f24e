import { type RefundEntity, RefundRequestEntity } from '@guildhall/database';
import { AuditLog } from '@guildhall/identity';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { RefundRequestDecided, RefundRequestNotFound } from '../refund.errors.js';
import { RefundRepository } from '../refund.repository.js';
import { RequestRefund } from '../request-refund.use-case.js';
import { canDecide, type RefundRequestState } from './refund-request.states.js';

export interface ApproveRefundRequest {
  readonly requestId: string;
  readonly operatorId: string;
  readonly commissionPolicy: RefundEntity['commissionPolicy'];
  readonly answer: string | null;
}

export interface DeclineRefundRequest {
  readonly requestId: string;
  readonly operatorId: string;
  /** Why, in words that the buyer sees. */
  readonly answer: string;
}

/** An operator agrees, which starts the refund of the whole order, or does not, and says why. */
@Injectable()
export class DecideRefundRequestUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly refunds: RefundRepository,
    private readonly requestRefund: RequestRefund,
    private readonly audit: AuditLog,
  ) {}

  /** @throws RefundRequestNotFound @throws RefundRequestDecided @throws NothingToRefund @throws RefundExceedsRemaining */
  approve({ requestId, operatorId, commissionPolicy, answer }: ApproveRefundRequest): Promise<RefundRequestEntity> {
    return this.decide(requestId, operatorId, 'approved', async (manager, request) => {
      const { orderId } = request;
      const refund = { orderId, reason: 'requested_by_customer' as const, commissionPolicy, userId: operatorId };
      // Settles the request, as any refund of its order does.
      const { id: refundId } = await this.requestRefund.within(manager, refund);
      await manager.update(RefundRequestEntity, { id: request.id }, { answer });
      return { refundId };
    });
  }

  /** @throws RefundRequestNotFound @throws RefundRequestDecided */
  decline({ requestId, operatorId, answer }: DeclineRefundRequest): Promise<RefundRequestEntity> {
    return this.decide(requestId, operatorId, 'declined', async (manager, request) => {
      const now = new Date();
      const decision = {
        state: 'declined' as const,
        answer,
        decidedByUserId: operatorId,
        decidedAt: now,
        updatedAt: now,
      };
      await manager.update(RefundRequestEntity, { id: request.id }, decision);
      return {};
    });
  }

  private decide(
    id: string,
    userId: string,
    to: RefundRequestState,
    act: (manager: EntityManager, request: RefundRequestEntity) => Promise<Record<string, unknown>>,
  ): Promise<RefundRequestEntity> {
    return this.dataSource.transaction(async (manager) => {
      const found = await manager.findOneBy(RefundRequestEntity, { id });
      if (found === null) throw new RefundRequestNotFound();
      await this.refunds.lockOrder(manager, found.orderId);
      // Read again under the order's lock: another operator may have been quicker.
      const request = await manager.findOneByOrFail(RefundRequestEntity, { id });
      if (!canDecide(request.state, to)) throw new RefundRequestDecided(request.state);
      const detail = { requestId: id, ...(await act(manager, request)) };
      const action = `refund_request.${to === 'approved' ? 'approve' : 'decline'}`;
      await this.audit.record(manager, { userId, action, subjectId: request.orderId, detail });
      return manager.findOneByOrFail(RefundRequestEntity, { id });
    });
  }
}
