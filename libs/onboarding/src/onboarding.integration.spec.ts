import { newId, SellerEntity, StripeOperationEntity } from '@guildhall/database';
import { AccountReadTooEarly, AccountWebhookHandler } from './account.webhook-handler.js';
import { OnboardingBench } from './spec-support/onboarding-bench.js';

describe('onboarding', () => {
  let bench: OnboardingBench;
  let user: string;
  beforeAll(async () => {
    bench = await OnboardingBench.open();
  });
  afterAll(() => bench.close());
  beforeEach(async () => {
    user = await bench.user();
  });

  const signUp = (who = user, change: object = {}) =>
    bench.request('POST', '/v1/sellers', who, { displayName: 'Ada’s Mugs', country: 'US', ...change });
  const connect = (who = user, body: object = {}) => bench.request('POST', '/v1/sellers/me/connect', who, body);
  const operations = (subjectId: string, kind: string) =>
    bench.database.source.manager.countBy(StripeOperationEntity, { subjectId, kind });
  async function connected(): Promise<SellerEntity & { stripeAccountId: string }> {
    await signUp();
    await connect();
    const { stripeAccountId, ...seller } = await bench.sellerOf(user);
    if (stripeAccountId === null) throw new Error('the account was not made');
    return { ...seller, stripeAccountId };
  }

  describe('signing up', () => {
    it('makes one seller of ten requests at once; the others are told which', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => signUp()));
      const { id } = await bench.sellerOf(user);
      expect(answers.filter(({ status }) => status === 201).map(({ body }) => body.id)).toEqual([id]);
      const refused = answers.filter(({ status }) => status === 409).map(({ body }) => [body.code, body.sellerId]);
      expect(refused).toEqual(Array(9).fill(['seller_exists', id]));
    });

    it('creates nothing at Stripe, and says that the seller is not connected', async () => {
      const { body } = await signUp();
      expect(body).toMatchObject({
        currency: 'usd',
        stripeAccountId: null,
        readiness: { canSell: false, disabledReason: 'Not connected with Stripe yet.' },
      });
      expect(await operations(String(body.id), 'account.create')).toBe(0);
    });

    it.each([
      ['a country without Stripe', { country: 'KP' }, 'country_not_supported'],
      ['a recipient in the platform’s own country', { serviceAgreement: 'recipient' }, 'agreement_not_supported'],
      ['a field that nobody knows', { stripeAccountId: 'acct_other' }, 'invalid_request'],
      ['no name', { displayName: '' }, 'invalid_request'],
    ])('refuses %s', async (_what, change, code) => {
      expect(await signUp(user, change)).toMatchObject({ status: 400, body: { code } });
      expect(await bench.database.source.manager.countBy(SellerEntity, { userId: user })).toBe(0);
    });
  });

  describe('connecting', () => {
    it('makes one account and one link of five presses at once, and stores no link (I9)', async () => {
      await signUp();
      const answers = await Promise.all(Array.from({ length: 5 }, () => connect()));
      expect(new Set(answers.map(({ status, body }) => `${status} ${String(body.url)}`)).size).toBe(1);
      const { id, stripeAccountId } = await bench.sellerOf(user);
      expect([await operations(id, 'account.create'), await operations(id, 'account_link.create')]).toEqual([1, 1]);
      const accounts = await bench.stripe.accounts.list({ limit: 100 });
      expect(accounts.data.filter(({ metadata }) => metadata?.seller_id === id).map((each) => each.id)).toEqual([
        stripeAccountId,
      ]);
      const [{ n } = { n: -1 }] = await bench.database.source.query<{ n: number }[]>(
        `SELECT count(*)::integer AS n FROM stripe_operation o WHERE o::text LIKE '%/setup/%'`,
      );
      expect(n).toBe(0);
    });

    it('makes a new link at once for who comes back with a used one', async () => {
      await signUp();
      const { body: first } = await connect();
      expect((await connect()).body).toEqual(first);
      const { body: second } = await bench.request('POST', '/v1/sellers/me/connect', user, { isRefresh: true });
      expect(second.url).toEqual(expect.stringContaining('/setup/'));
      expect(second.url).not.toBe(first.url);
    });

    it('is refused to somebody who is no seller', async () => {
      expect(await connect()).toMatchObject({ status: 404, body: { code: 'seller_not_found' } });
    });

    it('asks for no card payments on behalf of a recipient', async () => {
      await signUp(user, { country: 'JP', serviceAgreement: 'recipient' });
      expect((await connect()).status).toBe(200);
      const { stripeAccountId } = await bench.sellerOf(user);
      const account = await bench.stripe.accounts.retrieve(stripeAccountId ?? '');
      expect(account.capabilities).not.toHaveProperty('card_payments');
      expect(account.tos_acceptance?.service_agreement).toBe('recipient');
    });

    it('opens the Express dashboard only to those who have one', async () => {
      await connected();
      const login = () => bench.request('POST', '/v1/sellers/me/login-link', user);
      expect((await login()).body).toMatchObject({ code: 'no_express_dashboard' });
    });
  });

  describe('somebody else’s seller (I7)', () => {
    it.each(['refresh', 'return'])('GET .../onboarding/%s is not found, and nothing is issued', async (page) => {
      const { id } = await connected();
      const stranger = await bench.user();
      await signUp(stranger);
      const before = await operations(id, 'account_link.create');
      const url = `/v1/sellers/${id}/onboarding/${page}`;
      expect(await bench.request('GET', url, stranger)).toMatchObject({
        status: 404,
        body: { code: 'seller_not_found' },
      });
      expect((await bench.request('GET', url, null)).status).toBe(401);
      expect((await bench.request('GET', url, user)).status).toBe(200);
      expect((await operations(id, 'account_link.create')) - before).toBe(page === 'refresh' ? 1 : 0);
    });

    it('is seen by operators', async () => {
      const { id } = await connected();
      expect((await bench.request('GET', `/admin/v1/sellers/${id}`, `op-${newId()}`)).body).toMatchObject({ id });
      expect((await bench.request('GET', `/admin/v1/sellers/${id}`, user)).status).toBe(403);
    });
  });

  describe('what Stripe tells', () => {
    const context = (stripeAccount: string) => ({
      eventId: 'evt_1',
      type: 'account.updated',
      stripeAccount,
      createdAt: new Date(),
    });
    const read = (id: string) => bench.get(AccountWebhookHandler).prepare({}, context(id));
    const apply = (reading: Awaited<ReturnType<typeof read>>) =>
      bench.database.source.transaction((manager) => bench.get(AccountWebhookHandler).apply(reading, manager));
    const published = async (sellerId: string) => {
      const rows = await bench.database.source.query<{ can: boolean }[]>(
        `SELECT (payload ->> 'canSell')::boolean AS can FROM domain_event
         WHERE type = 'seller.readiness_changed' AND payload ->> 'sellerId' = $1 ORDER BY id`,
        [sellerId],
      );
      return rows.map(({ can }) => can);
    };

    it('makes the seller ready once the account is, and is announced once however often it is told', async () => {
      const { id, stripeAccountId } = await connected();
      await bench.account(stripeAccountId, { action: 'complete_onboarding' });
      for (let times = 0; times < 3; times += 1) await apply(await read(stripeAccountId));
      expect((await bench.request('GET', '/v1/sellers/me', user)).body).toMatchObject({
        detailsSubmitted: true,
        readiness: { canSell: true, canBePaidOut: true, missing: [] },
      });
      expect(await published(id)).toEqual([true]);
    });

    it('a reading that another one has overtaken does not bring the past back', async () => {
      const { stripeAccountId } = await connected();
      const early = await read(stripeAccountId);
      await bench.account(stripeAccountId, { action: 'complete_onboarding' });
      await apply(await read(stripeAccountId));
      await expect(apply(early)).rejects.toThrow(AccountReadTooEarly);
      expect(await bench.sellerOf(user)).toMatchObject({ transfers: 'active', payoutsEnabled: true });
      await apply(await read(stripeAccountId));
      expect(await bench.sellerOf(user)).toMatchObject({ transfers: 'active', payoutsEnabled: true });
    });

    it('is left alone when the account can be read no more, and retried when only our key may not', async () => {
      const { stripeAccountId } = await connected();
      const error = { type: 'invalid_request_error', message: 'This key does not have the permission.' };
      await bench.fault({ request: { path: '/v1/accounts/*' }, effect: { status: 403, error }, count: 1 });
      await expect(read(stripeAccountId)).rejects.toMatchObject({ statusCode: 403 });
      await bench.account(stripeAccountId, { action: 'deauthorize' });
      expect(await read(stripeAccountId)).toBeNull();
    });
  });
});
