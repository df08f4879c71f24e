import type Stripe from 'stripe';
import { Conformance } from '../../conformance/conformance.js';
import { call } from '../../testing/call.js';
import { Market } from '../payment-intents/testing/market.js';

const DAY = 86_400;

describe('disputes, warnings and reviews', () => {
  const conformance = new Conformance();
  let market: Market;
  let stripe: Stripe;
  beforeAll(async () => {
    market = await Market.open({
      onAnswer: conformance.onAnswer,
      config: {
        radar: {
          rules: [
            { action: 'block', if: { card_country: { list: 'risky_countries' } } },
            { action: 'review', if: { amount: { gt: 500_000 } } },
            { action: 'request_3ds', if: { 'metadata.careful': 'yes' } },
            { action: 'allow', if: { 'metadata.known': 'yes' } },
          ],
        },
      },
    });
    conformance.watchEvents(market.running);
    stripe = market.stripe;
  });
  afterAll(() => market.close());

  /** A payment of 100.00 and what became of it. */
  const paid = async (payment_method: string, options?: Stripe.RequestOptions) => {
    const before = await market.total(options?.stripeAccount);
    const intent = await stripe.paymentIntents.create(
      { amount: 10_000, currency: 'usd', payment_method, confirm: true },
      options,
    );
    const { data } = await stripe.disputes.list({ payment_intent: intent.id }, options);
    return {
      intent,
      charge: intent.latest_charge as string,
      disputes: data,
      dispute: data[0] as Stripe.Dispute,
      before,
    };
  };
  const eventsOf = async (id: string): Promise<string[]> => {
    const { data } = await stripe.events.list({ limit: 14 });
    return data
      .filter((event) => (event.data.object as { id?: string }).id === id)
      .map(({ type }) => type as string)
      .reverse();
  };
  const answer = (id: string, text: string) =>
    stripe.disputes.update(id, { evidence: { uncategorized_text: text }, submit: true });

  it('exists as soon as the payment call returns, and takes amount and fee', async () => {
    const { dispute, charge, intent, before } = await paid('pm_card_createDispute');
    expect(dispute).toMatchObject({
      object: 'dispute',
      amount: 10_000,
      charge,
      payment_intent: intent.id,
      reason: 'fraudulent',
      status: 'needs_response',
      is_charge_refundable: false,
      network_reason_code: '10.4',
      payment_method_details: { type: 'card', card: { brand: 'visa', case_type: 'chargeback' } },
      evidence_details: { has_evidence: false, past_due: false, submission_count: 0 },
      evidence: { receipt: null, uncategorized_text: null, enhanced_evidence: {} },
    });
    expect(dispute.balance_transactions).toMatchObject([
      {
        type: 'adjustment',
        reporting_category: 'dispute',
        amount: -10_000,
        fee: 1_500,
        net: -11_500,
        source: dispute.id,
        fee_details: [{ amount: 1_500, type: 'stripe_fee', description: 'Dispute fee' }],
      },
    ]);
    // 100.00 less 3.20 for the payment and 115.00 for the dispute.
    expect((await market.total()) - before).toBe(9_680 - 11_500);
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ disputed: true, dispute: dispute.id });
    expect(await eventsOf(dispute.id)).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn']);
    expect((await stripe.disputes.list({ charge })).data).toHaveLength(1);
    await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({ code: 'charge_disputed', statusCode: 400 });
    expect(await stripe.disputes.retrieve(dispute.id, { expand: ['charge', 'payment_intent'] })).toMatchObject({
      charge: { id: charge },
      payment_intent: { id: intent.id },
    });
  });

  it('is won with winning evidence: the amount and the fee for countering come back', async () => {
    const { dispute, before } = await paid('pm_card_createDispute');
    const file = await stripe.files.create({
      purpose: 'dispute_evidence',
      file: { data: Buffer.from('%PDF'), name: 'r.pdf', type: 'application/pdf' },
    });
    const staged = await stripe.disputes.update(dispute.id, {
      evidence: { receipt: file.id, customer_name: 'Jenny Rosen' },
      metadata: { order: '7' },
      submit: false,
    });
    expect(staged).toMatchObject({
      status: 'needs_response',
      metadata: { order: '7' },
      evidence: { receipt: file.id, customer_name: 'Jenny Rosen' },
      evidence_details: { has_evidence: true, submission_count: 0 },
    });
    const submitted = await answer(dispute.id, 'winning_evidence');
    expect(submitted).toMatchObject({
      status: 'under_review',
      evidence: { receipt: file.id, uncategorized_text: 'winning_evidence' },
      evidence_details: { submission_count: 1, submission_method: 'manual' },
    });
    await market.running.advance({ seconds: 1 });
    const won = await stripe.disputes.retrieve(dispute.id);
    expect(won).toMatchObject({ status: 'won' });
    expect(won.balance_transactions.map(({ net }) => net)).toEqual([-11_500, 11_500]);
    const moved = await stripe.balanceTransactions.list({ source: dispute.id });
    expect(moved.data.map(({ type, net }) => [type, net])).toEqual([
      ['adjustment', 11_500],
      ['stripe_fee', -1_500],
      ['adjustment', -11_500],
    ]);
    expect((await market.total()) - before).toBe(9_680 - 1_500);
    expect(await eventsOf(dispute.id)).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.updated',
      'charge.dispute.updated',
      'charge.dispute.funds_reinstated',
      'charge.dispute.closed',
    ]);
    await expect(answer(dispute.id, 'more')).rejects.toMatchObject({ statusCode: 400 });
    await market.assertBalanced();
  });

  it('is lost with losing evidence, when accepted, and when nobody answers in time', async () => {
    const lost = await paid('pm_card_createDisputeProductNotReceived');
    expect(lost.dispute).toMatchObject({ reason: 'product_not_received', network_reason_code: '13.1' });
    await answer(lost.dispute.id, 'losing_evidence');
    await expect(answer(lost.dispute.id, 'more')).rejects.toMatchObject({ statusCode: 400 });
    const accepted = await paid('pm_card_createDispute');
    expect(await stripe.disputes.close(accepted.dispute.id)).toMatchObject({ status: 'lost' });
    await expect(stripe.disputes.close(accepted.dispute.id)).rejects.toMatchObject({ statusCode: 400 });
    const ignored = await paid('pm_card_createDispute');
    const due = ignored.dispute.evidence_details.due_by ?? 0;
    await market.running.advance({ seconds: due - ignored.dispute.created + 5 });
    expect(await stripe.disputes.retrieve(lost.dispute.id)).toMatchObject({ status: 'lost' });
    expect(await stripe.disputes.retrieve(ignored.dispute.id)).toMatchObject({
      status: 'lost',
      evidence_details: { past_due: true },
    });
    expect((await eventsOf(accepted.dispute.id)).at(-1)).toBe('charge.dispute.closed');
    // Countering the first one cost 15.00 more.
    const source = lost.dispute.id;
    const { data } = await stripe.balanceTransactions.list({ source });
    expect(data.reduce((sum, { net }) => sum + net, 0)).toBe(-13_000);
  });

  it('an inquiry moves nothing, may be refunded, escalated or closed', async () => {
    const { dispute, charge, before } = await paid('pm_card_createDisputeInquiry');
    expect(dispute).toMatchObject({
      status: 'warning_needs_response',
      is_charge_refundable: true,
      balance_transactions: [],
      payment_method_details: { card: { case_type: 'inquiry' } },
    });
    expect((await market.total()) - before).toBe(9_680);
    await stripe.refunds.create({ charge });
    const closing = await paid('pm_card_createDisputeInquiry');
    expect(await answer(closing.dispute.id, 'losing_evidence')).toMatchObject({ status: 'warning_under_review' });
    const escalating = await paid('pm_card_createDisputeInquiry');
    await answer(escalating.dispute.id, 'escalate_inquiry_evidence');
    await market.running.advance({ seconds: 1 });
    expect(await stripe.disputes.retrieve(closing.dispute.id)).toMatchObject({ status: 'warning_closed' });
    const chargeback = await stripe.disputes.retrieve(escalating.dispute.id);
    expect(chargeback).toMatchObject({ status: 'needs_response', is_charge_refundable: false });
    expect(chargeback.balance_transactions.map(({ net }) => net)).toEqual([-11_500]);
    expect(await stripe.disputes.close(chargeback.id)).toMatchObject({ status: 'lost' });
  });

  it('takes from whoever was charged: the platform for destination charges, the seller for direct ones', async () => {
    const seller = await market.seller();
    const before = await market.total();
    await stripe.paymentIntents.create(
      market.destination(seller, { payment_method: 'pm_card_createDispute', application_fee_amount: 1_000 }),
    );
    expect((await market.total()) - before).toBe(680 - 11_500);
    expect(await market.total(seller)).toBe(9_000);
    const direct = await paid('pm_card_createDispute', { stripeAccount: seller });
    expect(direct.dispute.status).toBe('needs_response');
    expect(await market.total(seller)).toBe(9_000 + 9_680 - 11_500);
    const { data } = await stripe.events.list({ type: 'charge.dispute.*' }, { stripeAccount: seller });
    expect(data).toHaveLength(2);
    await market.assertBalanced(seller);
  });

  it('several at once, and those with procedures of their own', async () => {
    const { disputes } = await paid('pm_card_createMultipleDisputes');
    expect(disputes.map(({ amount }) => amount)).toEqual([5_000, 5_000]);
    const compliance = (await paid('pm_card_createComplianceDispute')).dispute;
    expect(compliance).toMatchObject({
      reason: 'noncompliant',
      enhanced_eligibility_types: ['visa_compliance'],
      evidence_details: { enhanced_eligibility: { visa_compliance: { status: 'requires_fee_acknowledgement' } } },
    });
    await expect(answer(compliance.id, 'losing_evidence')).rejects.toMatchObject({ statusCode: 400 });
    const acknowledged = await stripe.disputes.update(compliance.id, {
      evidence: { enhanced_evidence: { visa_compliance: { fee_acknowledged: true } } },
    });
    expect(acknowledged).toMatchObject({ status: 'under_review' });
    const { dispute } = await paid('pm_card_createCe3EligibleDispute');
    const shared = { customer_purchase_ip: '127.0.0.1', product_description: 'A ride' };
    const qualified = await stripe.disputes.update(dispute.id, {
      evidence: {
        enhanced_evidence: {
          visa_compelling_evidence_3: {
            disputed_transaction: { ...shared, merchandise_or_services: 'services' },
            prior_undisputed_transactions: [
              { charge: 'ch_1', ...shared },
              { charge: 'ch_2', ...shared },
            ],
          },
        },
      },
      submit: false,
    });
    expect(qualified.evidence_details.enhanced_eligibility).toEqual({
      visa_compelling_evidence_3: { required_actions: [], status: 'qualified' },
    });
  });

  it('waits for the capture, and takes only what was not refunded', async () => {
    const held = await market.pay({ payment_method: 'pm_card_createDispute', capture_method: 'manual' });
    expect((await stripe.disputes.list({ payment_intent: held.id })).data).toEqual([]);
    await stripe.paymentIntents.capture(held.id, { amount_to_capture: 4_000 });
    expect((await stripe.disputes.list({ payment_intent: held.id })).data).toMatchObject([{ amount: 4_000 }]);
    const legacy = await stripe.charges.create({ amount: 4_300, currency: 'usd', source: 'tok_createDispute' });
    expect(legacy).toMatchObject({ dispute: null, disputed: false });
    expect((await stripe.charges.retrieve(legacy.id)).disputed).toBe(true);
    const below = `/v1/charges/${legacy.id}/dispute`;
    const key = { Authorization: 'Bearer sk_test_payments' };
    const dispute = await call(market.running, 'GET', below, {}, key);
    expect(dispute.body).toMatchObject({ object: 'dispute', charge: legacy.id });
    expect((await call(market.running, 'POST', `${below}/close`, {}, key)).body['status']).toBe('lost');
    const plain = await stripe.charges.create({ amount: 4_300, currency: 'usd', source: 'tok_visa' });
    expect((await call(market.running, 'GET', `/v1/charges/${plain.id}/dispute`, {}, key)).status).toBe(404);
  });

  it('an early fraud warning is actionable until the charge is refunded', async () => {
    const { charge, intent, disputes } = await paid('pm_card_createIssuerFraudRecord');
    expect(disputes).toEqual([]);
    const [warning] = (await stripe.radar.earlyFraudWarnings.list({ charge })).data;
    expect(warning).toMatchObject({
      actionable: true,
      charge,
      payment_intent: intent.id,
      fraud_type: 'made_with_stolen_card',
    });
    await stripe.refunds.create({ charge });
    const after = await stripe.radar.earlyFraudWarnings.retrieve(warning?.id ?? '', { expand: ['charge'] });
    expect(after).toMatchObject({ actionable: false, charge: { id: charge } });
    expect(await eventsOf(after.id)).toEqual([
      'radar.early_fraud_warning.created',
      'radar.early_fraud_warning.updated',
    ]);
  });

  it('reviews elevated risk, until it is approved, refunded or disputed', async () => {
    const { charge, intent } = await paid('pm_card_riskLevelElevated');
    const review = (await stripe.charges.retrieve(charge, { expand: ['review'] })).review as Stripe.Review;
    expect(review).toMatchObject({ object: 'review', open: true, opened_reason: 'rule', reason: 'rule', charge });
    expect((await stripe.paymentIntents.retrieve(intent.id)).review).toBe(review.id);
    expect((await stripe.reviews.list()).data[0]).toMatchObject({ id: review.id });
    const approved = await stripe.reviews.approve(review.id);
    expect(approved).toMatchObject({ open: false, closed_reason: 'approved', reason: 'approved' });
    await expect(stripe.reviews.approve(review.id)).rejects.toMatchObject({ statusCode: 400 });
    expect(await eventsOf(review.id)).toEqual(['review.opened', 'review.closed']);
    const other = await paid('pm_card_riskLevelElevated');
    const { review: second } = await stripe.charges.retrieve(other.charge);
    await stripe.refunds.create({ charge: other.charge, reason: 'fraudulent' });
    expect(await stripe.reviews.retrieve(second as string)).toMatchObject({ closed_reason: 'refunded_as_fraud' });
    expect((await stripe.charges.retrieve(charge)).outcome).toMatchObject({
      type: 'manual_review',
      risk_level: 'elevated',
      reason: 'elevated_risk_level',
    });
  });

  it('rules block, review, ask for 3D Secure and allow, also by value lists', async () => {
    const list = await stripe.radar.valueLists.create({
      alias: 'risky_countries',
      name: 'Risky countries',
      item_type: 'country',
      metadata: { why: 'loss' },
    });
    const item = await stripe.radar.valueListItems.create({ value_list: list.id, value: 'de' });
    expect(item).toMatchObject({ object: 'radar.value_list_item', value: 'DE', value_list: list.id });
    const refused = await market.pay({ payment_method: 'pm_card_de' }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'card_declined', decline_code: 'fraudulent' });
    const { latest_charge: blocked } = (refused as Stripe.errors.StripeCardError)
      .payment_intent as Stripe.PaymentIntent;
    expect((await stripe.charges.retrieve(blocked as string)).outcome).toMatchObject({
      type: 'blocked',
      rule: 'rule_0',
    });
    await stripe.radar.valueListItems.del(item.id);
    expect((await market.pay({ payment_method: 'pm_card_de' })).status).toBe('succeeded');
    const big = await market.pay({ amount: 600_000, expand: ['latest_charge'] });
    expect(big.latest_charge).toMatchObject({ outcome: { type: 'manual_review', reason: 'rule' } });
    const careful = { payment_method: 'pm_card_threeDSecureOptional', metadata: { careful: 'yes' } };
    expect((await market.pay({ ...careful, return_url: 'https://shop.example/' })).status).toBe('requires_action');
    const known = { metadata: { known: 'yes' } };
    expect((await market.pay({ payment_method: 'pm_card_riskLevelHighest', ...known })).status).toBe('succeeded');
    await expect(market.pay({ payment_method: 'pm_card_radarBlock', ...known })).rejects.toMatchObject({
      decline_code: 'fraudulent',
    });
    const emails = await stripe.radar.valueLists.create({
      alias: 'email_blocklist',
      name: 'Emails',
      item_type: 'email',
    });
    await stripe.radar.valueListItems.create({ value_list: emails.id, value: 'Bad@example.com' });
    await expect(market.pay({ receipt_email: 'bad@example.com' })).rejects.toMatchObject({
      decline_code: 'fraudulent',
    });
  });

  it('value lists have all their calls', async () => {
    const { radar } = stripe;
    const list = await radar.valueLists.create({ alias: 'friends', name: 'Friends' });
    expect(list).toMatchObject({ item_type: 'string', list_items: { object: 'list', data: [] } });
    await expect(radar.valueLists.create({ alias: 'friends', name: 'Again' })).rejects.toMatchObject({
      param: 'alias',
    });
    await radar.valueListItems.create({ value_list: list.id, value: 'Jenny' });
    await expect(radar.valueListItems.create({ value_list: list.id, value: 'JENNY' })).rejects.toMatchObject({
      param: 'value',
    });
    await expect(radar.valueListItems.create({ value_list: 'rsl_none', value: 'x' })).rejects.toMatchObject({
      code: 'resource_missing',
      param: 'value_list',
    });
    expect((await radar.valueLists.list({ contains: 'jenny' })).data.map(({ id }) => id)).toEqual([list.id]);
    expect(await radar.valueLists.update(list.id, { name: 'Best friends' })).toMatchObject({ name: 'Best friends' });
    expect((await radar.valueListItems.list({ value_list: list.id, value: 'jenny' })).data).toHaveLength(1);
    expect(await radar.valueLists.del(list.id)).toEqual(expect.objectContaining({ id: list.id, deleted: true }));
    await expect(radar.valueLists.update(list.id, {})).rejects.toMatchObject({ statusCode: 404 });
  });

  it('a debit that the bank takes back is lost at once', async () => {
    const intent = await market.pay({
      allowed_payment_method_types: ['us_bank_account'],
      payment_method: 'pm_usBankAccount_dispute',
      mandate_data: { customer_acceptance: { type: 'offline' } },
    });
    await market.running.advance({ seconds: 5 * DAY });
    const { data } = await stripe.disputes.list({ payment_intent: intent.id });
    expect(data).toMatchObject([{ status: 'lost', reason: 'debit_not_authorized', amount: 10_000 }]);
    await expect(answer(data[0]?.id ?? '', 'winning_evidence')).rejects.toMatchObject({ statusCode: 400 });
  });

  it('answers and emits what the SDK types say', () => {
    expect(conformance.checked).toBeGreaterThan(0);
    expect(conformance.problems).toEqual([]);
  });
});
