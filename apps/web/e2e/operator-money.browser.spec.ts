import { type AdminApi, type AdminSchemas, createAdminApi, createBuyerApi } from '@guildhall/api-client';
import { Money } from '@guildhall/money';
import { type GuestOrder, guestPays } from './spec-support/guest-order.js';
import type { Visitor } from './spec-support/visitor.js';
import { describeJourneys } from './spec-support/web-house.js';

const AT_ONCE = 'pm_card_bypassPending';
const money = (minor: number): string => Money.of(minor, 'usd').format('en-US');

describeJourneys('Operators look after the money', (house) => {
  let operator: Visitor;
  let api: AdminApi;
  /** Of two sellers, of one, and of one that is asked back. */
  let both: GuestOrder, single: GuestOrder, asked: GuestOrder;

  beforeAll(async () => {
    const { run } = house();
    api = createAdminApi(run.urls['admin-api'], { token: house().login('operator').token });
    [operator, both, single, asked] = await Promise.all([
      house().signsIn('operator', { viewport: { width: 1280, height: 900 } }),
      guestPays(run, ['Pour-over set', 'Linocut: harbour'], AT_ONCE),
      guestPays(run, ['Linocut: lighthouse'], AT_ONCE),
      guestPays(run, ['Wrapping paper'], AT_ONCE),
    ]);
    for (const { orderId } of [both, single, asked]) await eventually(() => allPassedOn(orderId));
  });
  afterAll(async () => {
    expect(operator.errors).toEqual([]);
    await operator.leaves();
  });

  const eventually = async <Found>(look: () => Promise<Found | undefined>): Promise<Found> => {
    for (let waited = 0; waited < 60_000; waited += 100) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('it did not happen');
  };
  const moneyPath = async (orderId: string): Promise<AdminSchemas['MoneyPathResponse'] | undefined> =>
    (await api.GET('/v1/orders/{orderId}/money-path', { params: { path: { orderId } } })).paths[0];
  /** The money has come to the sellers and the platform, and Stripe's fee is known. */
  const allPassedOn = async (orderId: string) => {
    const path = await moneyPath(orderId);
    const rests = (kind: string): number | undefined => path?.nodes.find((node) => node.kind === kind)?.restsMinor;
    return rests('order') === 0 && (rests('platform') ?? 0) > 0 ? path : undefined;
  };
  const isCanceled = async (payoutId: string): Promise<true | undefined> => {
    const { state } = await api.GET('/v1/payouts/{payoutId}', { params: { path: { payoutId } } });
    return state === 'canceled' ? true : undefined;
  };
  const visits = async (path: string, name: string): Promise<void> => {
    await operator.opens(`/operator${path}`);
    expect(await operator.findingsOnPage(name)).toEqual([]);
  };
  const confirms = async (dialogName: string, button: string, result: string): Promise<void> => {
    const dialog = operator.page.getByRole('dialog', { name: dialogName });
    await dialog.getByRole('button', { name: button, exact: true }).dblclick();
    await dialog.getByRole('status').getByText(result).waitFor();
  };
  const done = async (): Promise<void> => {
    const dialog = operator.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  it('find an order by its PaymentIntent, and read where its money went, as the API adds it up', async () => {
    const { page } = operator;
    await operator.opens('/operator/?first=2020-01-01&last=2020-01-01');
    await page.getByText('Nobody tried to pay in this period.').waitFor();
    await page.getByText('No payment failed in this period.').waitFor();
    const answer = page.waitForResponse((response) => response.url().includes('/v1/overview?'));
    await visits('/', 'operator-overview');
    // Buyers of other journeys pay too, and some have bad cards: what the page was told is what it has to say.
    const overview = (await (await answer).json()) as AdminSchemas['OverviewResponse'];
    const card = overview.attemptsByMethod.find(({ methodType }) => methodType === 'card');
    const share = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 });
    const rate = share.format((card?.successRateBasisPoints ?? 0) / 10_000);
    const byMethod = page.getByRole('table', { name: 'Success rate by payment method' });
    await byMethod
      .getByRole('row', { name: new RegExp(`^Card ${rate} Succeeded\\s${card?.succeeded ?? 0}\\D.* none before$`) })
      .waitFor();
    const reasons = page.getByRole('table', { name: 'Failed payments by reason' }).locator('tbody tr');
    expect(await reasons.count()).toBe(overview.failuresByReason.length);
    await page.keyboard.press('/');
    await page.keyboard.type(both.intentId);
    await page.keyboard.press('Enter');
    const hit = page.getByRole('link', { name: 'Order', exact: true });
    await hit.waitFor();
    expect(await operator.findingsOnPage('operator-search')).toEqual([]);
    await hit.click();
    await page.getByText('From the buyer $114.00 = ').waitFor();
    await operator.isSettled();
    const path = await allPassedOn(both.orderId);
    const drawn = await page.locator('main svg text').allTextContents();
    const links = new Map<string, number>();
    for (const { fromId, toId, amountMinor } of path?.flows ?? []) {
      links.set(`${fromId} ${toId}`, (links.get(`${fromId} ${toId}`) ?? 0) + amountMinor);
    }
    expect(drawn.sort()).toEqual([...links.values()].map(money).sort());
    expect(drawn).toHaveLength(5);
    await page.getByText('Show as a table').click();
    const rows = page.getByRole('table', { name: 'Who has what' }).locator('tbody tr');
    const told = await Promise.all((await rows.all()).map((row) => row.getByRole('cell').allTextContents()));
    const names: Record<string, string> = { buyer: 'Buyer', order: 'Order', platform: 'Platform' };
    expect(told.sort()).toEqual(
      (path?.nodes ?? [])
        .map(({ kind, sellerName, inMinor, outMinor, restsMinor }) => [
          sellerName ?? names[kind] ?? 'Stripe’s fees',
          ...[inMinor, outMinor, restsMinor].map(money),
        ])
        .sort(),
    );
    expect(await operator.findingsOnPage('operator-order')).toEqual([]);
  });

  it('refund it once, after seeing who bears what, and see what came of it', async () => {
    const { page } = operator;
    await page.getByRole('link', { name: 'Refund', exact: true }).click();
    await page.getByRole('heading', { name: 'Who bears what' }).waitFor();
    expect(await operator.findingsOnPage('operator-new-refund')).toEqual([]);
    await page.getByRole('button', { name: 'Refund…' }).click();
    await page.getByText('The buyer gets $114.00 back. $102.60 is taken back from the sellers').waitFor();
    await confirms('Refund an order', 'Refund $114.00', 'The refund of $114.00 is on its way.');
    await page.getByRole('link', { name: 'See the refund' }).click();
    await page.getByRole('heading', { name: /^Refund …/ }).waitFor();
    const refund = await eventually(async () => {
      const { data } = await api.GET('/v1/refunds', { params: { query: { orderId: both.orderId } } });
      expect(data).toHaveLength(1);
      return data.find(({ state, legs }) => state === 'succeeded' && legs.every((leg) => leg.state === 'done'));
    });
    await visits(`/refunds/${refund.id}`, 'operator-refund');
    await page.getByText('Refunded').waitFor();
    await visits('/refunds', 'operator-refunds');
    await eventually(async () => ((await moneyPath(both.orderId))?.nodes.some(({ kind, inMinor }) => kind === 'buyer' && inMinor === 114_00) === true ? true : undefined)); // prettier-ignore
    await operator.opens(`/operator/orders/${both.orderId}`);
    await page.getByText('got $114.00 back').waitFor();
    expect(await operator.findingsOnPage('operator-order-refunded')).toEqual([]);
  });

  it('hold a seller’s payouts and release them', async () => {
    const { page } = operator;
    await visits('/sellers', 'operator-sellers');
    await page.getByRole('link', { name: 'Grace Prints' }).click();
    await page.getByRole('button', { name: 'Hold payouts' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Hold payouts' }).click();
    await dialog.getByText('Please fill this in.').waitFor();
    await dialog.getByLabel('Reason').fill('Somebody asked about a print.');
    await confirms('Hold payouts', 'Hold payouts', 'Payouts of Grace Prints are held.');
    await done();
    await page.getByText('Somebody asked about a print.').waitFor();
    expect(await operator.findingsOnPage('operator-seller')).toEqual([]);
    await page.getByRole('link', { name: 'Pay out' }).click();
    await page.getByText('cannot be paid out').waitFor();
    expect(await page.getByRole('button', { name: 'Pay out…' }).isEnabled()).toBe(false);
    await page.goBack();
    await page.getByRole('button', { name: 'Release payouts' }).click();
    await dialog.getByLabel('Reason').fill('It was answered.');
    await confirms('Release payouts', 'Release payouts', 'Payouts of Grace Prints are released.');
    await done();
    await page.getByRole('button', { name: 'Hold payouts' }).waitFor();
  });

  it('pay a seller out, and cancel it; too much is refused with the figure that would work', async () => {
    const { page } = operator;
    await page.getByRole('link', { name: 'Pay out' }).click();
    await page.getByLabel('Amount').fill('99999');
    await page.getByText('$99,999.00 cannot be paid out').waitFor();
    const sellerId = /sellers\/([^/]+)\/payout/.exec(page.url())?.[1] ?? '';
    const { payableMinor } = await api.POST('/v1/payouts/preview', { body: { sellerId, currency: 'usd' } });
    await page.getByText(`At most ${money(payableMinor)} can be paid out now.`).waitFor();
    expect(await operator.findingsOnPage('operator-new-payout')).toEqual([]);
    await page.getByRole('button', { name: `Take ${money(payableMinor)}` }).click();
    await page.getByText(`${money(payableMinor)} can be paid out.`).waitFor();
    await page.getByLabel('Amount').fill('10,50');
    await page.getByText('$10.50 can be paid out.').waitFor();
    await page.getByRole('button', { name: 'Pay out…' }).click();
    await confirms('Pay out a seller', 'Pay out $10.50', 'The payout of $10.50 is on its way.');
    await page.getByRole('link', { name: 'See the payout' }).click();
    await page.getByRole('heading', { name: /^Payout …/ }).waitFor();
    expect(await operator.findingsOnPage('operator-payout')).toEqual([]);
    await page.getByRole('button', { name: 'Cancel the payout' }).click();
    await confirms('Cancel this payout', 'Cancel the payout of $10.50', 'The payout of $10.50 is being canceled.');
    await done();
    await visits(`/payouts?sellerId=${sellerId}`, 'operator-payouts');
    const { data } = await api.GET('/v1/payouts', { params: { query: { sellerId } } });
    expect(data.filter(({ amountMinor }) => amountMinor === 10_50)).toHaveLength(1);
    await eventually(() => isCanceled(data.find(({ amountMinor }) => amountMinor === 10_50)?.id ?? ''));
  });

  it('decline what a buyer asks for in words that the buyer reads, and approve it when asked again', async () => {
    const { page } = operator;
    const { orderId, orderToken } = asked;
    const buyer = createBuyerApi(house().run.urls['buyer-checkout-api']);
    const asksFor = (): Promise<unknown> =>
      buyer.POST('/v1/orders/{orderId}/refund-requests', {
        params: { path: { orderId }, header: { 'X-Order-Token': orderToken } },
        body: { reason: 'damaged', message: 'It is torn.' },
      });
    await asksFor();
    await visits(`/refund-requests?orderId=${orderId}`, 'operator-refund-requests');
    await page.getByRole('link', { name: 'Arrived damaged' }).click();
    await page.getByRole('heading', { name: 'Who bears what' }).waitFor();
    expect(await operator.findingsOnPage('operator-refund-request')).toEqual([]);
    await page.getByRole('button', { name: 'Decline…' }).click();
    await page.getByText('Please tell the buyer why.').waitFor();
    await page.getByLabel('Answer to the buyer').fill('It left us whole.');
    await page.getByRole('button', { name: 'Decline…' }).click();
    await confirms('Decline the refund', 'Decline', 'The request is declined.');
    await done();
    await page.getByText('Declined').waitFor();
    await asksFor();
    await operator.opens(`/operator/orders/${orderId}`);
    await page.getByRole('link', { name: 'Decide' }).click();
    await page.getByLabel('Answer to the buyer').fill('We are sorry.');
    await page.getByRole('button', { name: 'Approve…' }).click();
    await confirms('Approve the refund', 'Refund $8.00', 'The refund of $8.00 is on its way.');
    await done();
    await page.getByText('Approved').waitFor();
    const { data } = await api.GET('/v1/refund-requests', { params: { query: { orderId } } });
    expect(data.map(({ state, answer }) => [state, answer])).toEqual([
      ['approved', 'We are sorry.'],
      ['declined', 'It left us whole.'],
    ]);
  });
});
