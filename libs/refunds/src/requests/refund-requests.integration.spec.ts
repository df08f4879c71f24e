import { AuditRecordEntity, newId, RefundRequestEntity, type SellerEntity } from '@guildhall/database';
import { type RunningEmulator, startEmulator } from '@guildhall/stripe-emulator';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import {
  OrderNotFound,
  RefundAlreadyAskedFor,
  RefundExceedsRemaining,
  RefundRequestDecided,
  RefundRequestNotFound,
} from '../refund.errors.js';
import { RequestRefund } from '../request-refund.use-case.js';
import { RefundsBench } from '../spec-support/refunds-bench.js';
import { AskForRefundUseCase } from './ask-for-refund.use-case.js';
import { DecideRefundRequestUseCase } from './decide-refund-request.use-case.js';
import { RefundRequestQueries } from './refund-request.queries.js';

describe('asking for a refund', () => {
  let emulator: RunningEmulator;
  let database: TestDatabase;
  let bench: RefundsBench;
  let seller: SellerEntity;
  let orderId: string;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, seed: '7' });
    database = await testDatabase(20);
    bench = await RefundsBench.open(database.url, emulator.url);
    seller = await bench.seller();
  });
  afterAll(async () => {
    await bench.close();
    await database.close();
    await emulator.stop();
  });
  beforeEach(async () => {
    orderId = await bench.sale([{ seller, amountMinor: 100_00, commissionMinor: 10_00 }]);
  });

  // In these sales the seller has bought from themselves.
  const asks = (userId: string | null = seller.userId, orderTokens: string[] = []) =>
    bench.get(AskForRefundUseCase).execute({
      orderId,
      access: { userId, orderTokens },
      reason: 'damaged',
      message: 'The handle was broken.',
    });
  const decide = () => bench.get(DecideRefundRequestUseCase);
  const approves = (requestId: string) =>
    decide().approve({ requestId, operatorId: seller.userId, commissionPolicy: 'return', answer: 'We are sorry.' });
  const declines = (requestId: string) =>
    decide().decline({ requestId, operatorId: seller.userId, answer: 'It was delivered.' });
  const requestOf = (id: string) => bench.manager.findOneByOrFail(RefundRequestEntity, { id });
  const refunds = () =>
    bench.get(RequestRefund).execute({
      orderId,
      reason: 'duplicate',
      commissionPolicy: 'return',
      userId: seller.userId,
    });
  const audited = async () =>
    (await bench.manager.find(AuditRecordEntity, { where: { subjectId: orderId }, order: { id: 'ASC' } })).map(
      ({ action }) => action,
    );

  it('moves nothing before an operator has agreed, and then refunds the whole order', async () => {
    const request = await asks();
    expect(request).toMatchObject({ state: 'open', amountMinor: 100_00n, requestedByUserId: seller.userId });
    expect(await audited()).toEqual([]);
    const approved = await approves(request.id);
    expect(approved).toMatchObject({ state: 'approved', answer: 'We are sorry.', decidedByUserId: seller.userId });
    expect(approved.refundId).not.toBeNull();
    expect((await audited()).sort()).toEqual(['refund.request', 'refund_request.approve']);
  });

  it('may be declined in words that the buyer sees, and asked again', async () => {
    const first = await asks();
    expect(await declines(first.id)).toMatchObject({ state: 'declined', answer: 'It was delivered.', refundId: null });
    expect(await audited()).toEqual(['refund_request.decline']);
    expect((await asks()).state).toBe('open');
  });

  it('is found by its id, and nothing by another', async () => {
    const { id } = await asks();
    const requests = bench.get(RefundRequestQueries);
    expect(await requests.find(id)).toMatchObject({ id, orderId, state: 'open' });
    await expect(requests.find(newId())).rejects.toBeInstanceOf(RefundRequestNotFound);
  });

  it('is decided once, also by two operators at once', async () => {
    const { id } = await asks();
    const outcomes = await Promise.allSettled([approves(id), declines(id), approves(id)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(RefundRequestDecided);
  });

  it('is open once for an order, also when it is asked twice at once', async () => {
    const outcomes = await Promise.allSettled([asks(), asks(), asks()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(asks()).rejects.toBeInstanceOf(RefundAlreadyAskedFor);
  });

  it('is settled by a refund that an operator makes without looking at it', async () => {
    const { id } = await asks();
    const refund = await refunds();
    expect(await requestOf(id)).toMatchObject({ state: 'approved', refundId: refund.id });
    await expect(declines(id)).rejects.toBeInstanceOf(RefundRequestDecided);
    await expect(asks()).rejects.toBeInstanceOf(RefundExceedsRemaining);
  });

  it('is for the order’s own buyer (I7)', async () => {
    await expect(asks(newId())).rejects.toBeInstanceOf(OrderNotFound);
    await expect(asks(null, ['ot_guessed'])).rejects.toBeInstanceOf(OrderNotFound);
    await expect(asks(null)).rejects.toBeInstanceOf(OrderNotFound);
    expect(await bench.manager.countBy(RefundRequestEntity, { orderId })).toBe(0);
  });
});
