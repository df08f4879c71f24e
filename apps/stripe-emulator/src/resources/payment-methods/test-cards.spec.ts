import type Stripe from 'stripe';
import { Market } from '../payment-intents/testing/market.js';

/** Stripe's testing page, as data: each number and each name, and what it is to do. */

const rows = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));

/** number, name after `pm_card_` and `tok_` (- without), brand, funding, country */
const PAID = rows(`
  4242424242424242 visa visa credit US
  4000056655665556 visa_debit visa debit US
  5555555555554444 mastercard mastercard credit US
  2223003122003222 - mastercard credit US
  5200828282828210 mastercard_debit mastercard debit US
  5105105105105100 mastercard_prepaid mastercard prepaid US
  378282246310005 amex amex credit US
  371449635398431 - amex credit US
  6011111111111117 discover discover credit US
  6011000990139424 - discover credit US
  6011981111111113 - discover debit US
  3056930009020004 diners diners credit US
  36227206271667 - diners credit US
  6555900000604105 - discover credit US
  3566002020360505 jcb jcb credit US
  6200000000000005 unionpay unionpay credit US
  6200000000000047 - unionpay debit US
  6205500000000000004 - unionpay credit US
  4000002500001001 visa_cartesBancaires visa credit FR
  5555552500001001 mastercard_cartesBancaires mastercard credit FR
  4000050360000001 visa_debit_eftposAuCoBranded visa debit AU
  5555050360000080 mastercard_debit_eftposAuCoBranded mastercard debit AU
  5062210000000009 - mastercard credit MX
  5200007840000022 ae_mastercard mastercard credit AE
  4000058260000005 gb_debit visa debit GB
  5555558265554449 gb_mastercard mastercard credit GB
  3530111333300000 - jcb credit JP
  4000007640000003 th_credit visa credit TH
  4000057640000008 th_debit visa debit TH
  4000051230000072 debit_visaFsaProductCode visa debit US
  4000051230000072 debit_visaHsaProductCode visa debit US
  5200828282828897 mastercard_debit_mastercardFsaProductCode mastercard debit US
  4000000000000077 bypassPending visa credit US
  4000003720000278 bypassPendingInternational visa credit IE
  4000000000001208 - visa credit US
  4000000000003725 - visa credit US
`);

const COUNTRIES = rows(`
  4242424242424242 us
  4000000320000021 ar
  4000000760000002 br
  4000001240000000 ca
  4000001520000001 cl
  4000001700000003 co
  4000001880000005 cr
  4000002180000000 ec
  4000004840008001 mx
  4000005910000000 pa
  4000006000000066 py
  4000006040000068 pe
  4000008580000003 uy
  4000007840000001 ae
  4000000400000008 at
  4000000560000004 be
  4000001000000000 bg
  4000001120000005 by
  4000001910000009 hr
  4000001960000008 cy
  4000002030000002 cz
  4000002080000001 dk
  4000002330000009 ee
  4000002460000001 fi
  4000002500000003 fr
  4000002760000016 de
  4000002920000005 gi
  4000003000000030 gr
  4000003480000005 hu
  4000003720000005 ie
  4000003800000008 it
  4000004280000005 lv
  4000004380000004 li
  4000004400000000 lt
  4000004420000006 lu
  4000004700000007 mt
  4000005280000002 nl
  4000005780000007 no
  4000006160000005 pl
  4000006200000007 pt
  4000006420000001 ro
  4000006820000007 sa
  4000007050000006 si
  4000007030000001 sk
  4000007240000007 es
  4000007520000008 se
  4000007560000009 ch
  4000008260000000 gb
  4000000360000006 au
  4000001560000002 cn
  4000003440000004 hk
  4000003560000008 in
  4000003920000003 jp
  4000004580000002 my
  4000005540000008 nz
  4000007020000003 sg
  4000001580000008 tw
`);

/** number (- for names only), name, code, decline code, whether it can be saved */
const DECLINED = rows(`
  4000000000000002 visa_chargeDeclined card_declined generic_decline refused
  4000000000009995 visa_chargeDeclinedInsufficientFunds card_declined insufficient_funds refused
  - visa_debit_chargeDeclinedInsufficientFunds card_declined insufficient_funds refused
  4000000000009987 visa_chargeDeclinedLostCard card_declined lost_card refused
  4000000000009979 visa_chargeDeclinedStolenCard card_declined stolen_card refused
  4000000000000069 chargeDeclinedExpiredCard expired_card expired_card refused
  - visa_chargeDeclinedExpiredCard expired_card expired_card refused
  4000000000000127 chargeDeclinedIncorrectCvc incorrect_cvc incorrect_cvc refused
  - visa_chargeDeclinedIncorrectCvc incorrect_cvc incorrect_cvc refused
  4000000000000119 chargeDeclinedProcessingError processing_error processing_error refused
  - visa_chargeDeclinedProcessingError processing_error processing_error refused
  - visa_chargeDeclinedFraudulent card_declined fraudulent refused
  4000000000006975 visa_chargeDeclinedVelocityLimitExceeded card_declined card_velocity_exceeded refused
  4000000000000341 chargeCustomerFail card_declined generic_decline saved
  - visa_chargeCustomerFail card_declined generic_decline saved
  - visa_chargeCustomerFailLostCard card_declined lost_card saved
  - visa_chargeCustomerFailStolenCard card_declined stolen_card saved
  4100000000000019 radarBlock card_declined fraudulent refused
  4000000000004954 riskLevelHighest card_declined fraudulent refused
`);

/** number, name, risk level, checks that fail */
const RISKY = rows(`
  4000000000009235 riskLevelElevated elevated
  4000008400000407 highFraudDisputeScore normal
  4000008400000159 highEfwScore normal
  4000008400001017 radarDynamicRiskThreshold normal
  4000008405600003 adaptive3dsChallenge normal
  4000000000000101 cvcCheckFail normal cvc_check
  4000000000000036 avsZipFail normal address_postal_code_check
  4000058400307872 cvcCheckFailElevatedRisk elevated cvc_check
  4000058400306072 avsZipFailElevatedRisk elevated address_postal_code_check
  4000000000000028 avsLine1Fail normal address_line1_check
  4000000000000010 avsFail normal address_line1_check address_postal_code_check
`);

/** number, name, status of the dispute (none for a warning), reason, how many */
const DISPUTED = rows(`
  4000000000000259 createDispute needs_response fraudulent 1
  4000000000002685 createDisputeProductNotReceived needs_response product_not_received 1
  4000000000001976 createDisputeInquiry warning_needs_response fraudulent 1
  4000000000005423 createIssuerFraudRecord - - 0
  4000000404000079 createMultipleDisputes needs_response fraudulent 2
  4000000404000038 createCe3EligibleDispute needs_response fraudulent 1
  4000008400000779 createComplianceDispute needs_response noncompliant 1
  5105008400000002 createMastercardComplianceDispute needs_response noncompliant 1
  4000000001000043 createAutoRepresentmentEligibleDispute needs_response fraudulent 1
  4000000404004816 createRapidDisputeResolutionDispute needs_response fraudulent 1
  4000000404005649 createCe3BlockDispute needs_response fraudulent 1
  5105000300000018 createEthocaAlert needs_response fraudulent 1
`);

/** number, name, on session, on session after it was saved, off session before and after */
const AUTHENTICATED = rows(`
  4000002500003155 authenticationRequiredOnSetup requires_action refused succeeded
  4000002760003184 authenticationRequired requires_action refused refused
  4000003800000446 authenticationRequiredSetupForOffSession requires_action succeeded succeeded
  4000008260003178 authenticationRequiredChargeDeclinedInsufficientFunds requires_action refused refused
  4000000000003220 threeDSecure2Required requires_action refused refused
  4000008400000027 - requires_action refused refused
  4000000000003063 threeDSecureRequired requires_action refused refused
  4000008400001629 threeDSecureRequiredChargeDeclined requires_action refused refused
  4000008400001280 threeDSecureRequiredProcessingError refused refused refused
  4000000000003055 threeDSecureOptional succeeded succeeded succeeded
  4000000000003097 threeDSecureOptionalProcessingError succeeded succeeded succeeded
  378282246310005 amex_threeDSecureNotSupported succeeded succeeded succeeded
  4000000032200000 - succeeded succeeded succeeded
  4000582600000094 - requires_action refused refused
  4000582600000045 - requires_action refused refused
  4000582600000102 - requires_action refused refused
  4000582600000110 - requires_action refused refused
`);

describe('published test cards', () => {
  let market: Market;
  let stripe: Stripe;
  beforeAll(async () => {
    market = await Market.open();
    stripe = market.stripe;
  });
  afterAll(() => market.close());

  const byNumber = async (number: string): Promise<string> => {
    const card = { number, exp_month: 12, exp_year: 2034, cvc: number.startsWith('3') ? '1234' : '123' };
    const address = { line1: '1 Main St', postal_code: '94107' };
    return (await stripe.paymentMethods.create({ type: 'card', card, billing_details: { address } })).id;
  };
  /** The payment method of each way in which a card is published. */
  const ways = async (number: string, name: string): Promise<string[]> => [
    ...(number === '-' ? [] : [await byNumber(number)]),
    ...(name === '-' || number === '-' ? [] : [`pm_card_${name}`]),
  ];
  const pay = (payment_method: string, changes: object = {}) =>
    market.pay({ payment_method, expand: ['latest_charge'], ...changes });
  const legacy = (source: string): Promise<Stripe.Charge> =>
    stripe.charges.create({ amount: 10_000, currency: 'usd', source });
  const refusalOf = (promise: Promise<unknown>): Promise<Stripe.errors.StripeCardError> =>
    promise.then(
      () => {
        throw new Error('was not refused');
      },
      (error: unknown) => error as Stripe.errors.StripeCardError,
    );

  it.each(PAID)('%s (%s) is paid as %s %s of %s', async (number, name = '', brand, funding, country) => {
    for (const method of await ways(number, name)) {
      const { latest_charge: charge } = await pay(method);
      expect(charge).toMatchObject({ paid: true, payment_method_details: { card: { brand, funding, country } } });
    }
    if (name !== '-') expect(await legacy(`tok_${name}`)).toMatchObject({ paid: true, source: { country, funding } });
  });

  it.each(COUNTRIES)('%s (%s) is paid as a card of its country', async (number, name = '') => {
    const country = name.toUpperCase();
    for (const method of await ways(number, name)) {
      const { latest_charge: charge } = await pay(method);
      expect(charge).toMatchObject({ paid: true, payment_method_details: { card: { brand: 'visa', country } } });
    }
    expect(await legacy(`tok_${name}`)).toMatchObject({ source: { brand: 'Visa', country } });
  });

  it.each(DECLINED)('%s (%s) is declined: %s, %s; %s', async (number = '', name = '', code, declineCode, saving) => {
    const expected = { statusCode: 402, code, decline_code: declineCode };
    for (const method of await ways(number, name)) expect(await refusalOf(pay(method))).toMatchObject(expected);
    expect(await refusalOf(legacy(`tok_${name}`))).toMatchObject(expected);
    const saved = stripe.customers.create({ source: `tok_${name}` });
    if (saving === 'saved') expect((await saved).default_source).toMatch(/^card_/);
    else expect(await refusalOf(saved)).toMatchObject(expected);
  });

  it.each(RISKY)('%s (%s) has %s risk and fails %s', async (number = '', name = '', risk_level, ...failed) => {
    const method = await byNumber(number);
    const { latest_charge: charge } = await pay(method);
    const { outcome, payment_method_details: details } = charge as Stripe.Charge;
    expect(outcome).toMatchObject({ risk_level });
    const checks = Object.entries(details?.card?.checks ?? {}).filter(([, result]) => result === 'fail');
    expect(checks.map(([check]) => check).sort()).toEqual(failed);
    for (const id of [`pm_card_${name}`, `tok_${name}`])
      if (id.startsWith('pm')) expect((await pay(id)).status).toBe('succeeded');
      else expect((await legacy(id)).outcome).toMatchObject({ risk_level });
  });

  it('4000000000000044 (avsUnchecked) leaves the address unchecked', async () => {
    const { latest_charge: charge } = await pay(await byNumber('4000000000000044'));
    expect((charge as Stripe.Charge).payment_method_details?.card?.checks).toMatchObject({
      address_line1_check: 'unavailable',
      address_postal_code_check: 'unavailable',
    });
  });

  it.each(DISPUTED)('%s (%s) leads to %s, %s, %s of them', async (number = '', name = '', status, reason, count) => {
    for (const method of [await byNumber(number), `pm_card_${name}`]) {
      const intent = await pay(method);
      const { data } = await stripe.disputes.list({ payment_intent: intent.id });
      expect(data).toHaveLength(Number(count));
      if (count !== '0') expect(data[0]).toMatchObject({ status, reason });
    }
    const charge = await legacy(`tok_${name}`);
    expect((await stripe.disputes.list({ charge: charge.id })).data).toHaveLength(Number(count));
  });

  it.each(AUTHENTICATED)(
    '%s (%s): %s, off session %s, once saved %s',
    async (number = '', name = '', on, off, saved) => {
      const outcome = async (payment_method: string, changes: object): Promise<string> =>
        pay(payment_method, changes).then(
          ({ status }) => status,
          () => 'refused',
        );
      for (const method of await ways(number, name))
        expect(await outcome(method, { return_url: 'https://shop.example/' })).toBe(on);
      expect(await outcome(await byNumber(number), { off_session: true })).toBe(off);
      const { id: customer } = await stripe.customers.create();
      const setup = await stripe.setupIntents
        .create({
          customer,
          payment_method: await byNumber(number),
          confirm: true,
          return_url: 'https://shop.example/',
        })
        .catch(() => null);
      if (setup === null) return;
      const url = setup.next_action?.redirect_to_url?.url;
      if (url != null)
        await fetch(url, { method: 'POST', body: new URLSearchParams({ result: 'complete' }), redirect: 'manual' });
      const { data } = await stripe.paymentMethods.list({ customer });
      expect(await outcome(data[0]?.id ?? '', { customer, off_session: true })).toBe(saved);
    },
  );

  it.each([
    ['4000000000007726', 'pendingRefund', 'pending', 'succeeded'],
    ['4000000000005126', 'refundFail', 'succeeded', 'failed'],
  ])('%s (%s) is refunded: first %s, then %s', async (number, name, first, then) => {
    const refunds: string[] = [];
    for (const method of await ways(number, name)) {
      const refund = await stripe.refunds.create({ payment_intent: (await pay(method)).id });
      expect(refund.status).toBe(first);
      refunds.push(refund.id);
    }
    await market.advanceDays(4);
    for (const id of refunds) {
      const refund = await stripe.refunds.retrieve(id);
      expect(refund.status).toBe(then);
      expect(refund).not.toHaveProperty('pending_reason');
    }
  });

  it('4000000000000077 and 4000003720000278 are available at once', async () => {
    for (const number of ['4000000000000077', '4000003720000278']) {
      const { latest_charge } = await pay(await byNumber(number), {
        expand: ['latest_charge.balance_transaction'],
      });
      expect((latest_charge as Stripe.Charge).balance_transaction).toMatchObject({ status: 'available' });
    }
  });

  it.each([
    [{ number: '4242424242424241' }, 'incorrect_number'],
    [{ exp_month: 13 }, 'invalid_expiry_month'],
    [{ exp_year: 1995 }, 'invalid_expiry_year'],
    [{ exp_year: 95 }, 'invalid_expiry_year'],
    [{ exp_year: new Date().getUTCFullYear() - 1 }, 'invalid_expiry_year'],
    [{ cvc: '99' }, 'invalid_cvc'],
  ])('%j is refused as %s', async (change, code) => {
    const card = { number: '4242424242424242', exp_month: 12, exp_year: 2034, cvc: '123', ...change };
    expect(await refusalOf(stripe.paymentMethods.create({ type: 'card', card }))).toMatchObject({ code });
    expect(await refusalOf(stripe.tokens.create({ card: card as never }))).toMatchObject({ code });
  });

  it('takes a card in its last month, and no later, however it was entered', async () => {
    const at = new Date(market.running.emulator.clock.now * 1000);
    const card = (months: number) => {
      const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months));
      return { exp_month: month.getUTCMonth() + 1, exp_year: month.getUTCFullYear() };
    };
    const method = await stripe.paymentMethods.create({
      type: 'card',
      card: { number: '4242424242424242', ...card(0) },
    });
    const code = expect.stringMatching(/^invalid_expiry_(month|year)$/) as string;
    const customer = (await stripe.customers.create()).id;
    await stripe.paymentMethods.attach(method.id, { customer });
    expect(await refusalOf(stripe.paymentMethods.update(method.id, { card: card(-1) }))).toMatchObject({ code });
    expect((await stripe.paymentMethods.update(method.id, { card: card(12) })).card).toMatchObject(card(12));
  });
});
