import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdminSchemas, BuyerSchemas } from '@guildhall/api-client';
import { createBuyerApi } from '@guildhall/api-client';
import { emulatorClient, House, type HouseOptions, type ProcessName, type RunFile } from '@guildhall/launcher';
import { COUNTRY_CURRENCIES, Money } from '@guildhall/money';
import type Stripe from 'stripe';
import { createTestDatabase } from '../test-database.js';
import { Books, totals } from './books.js';
import { Browser } from './browser.js';
import { EmulatorControl } from './emulator-control.js';
import type { MarketBuyer, MarketOperator, MarketOrder, MarketProduct, MarketSeller } from './people.js';
import { Settlement } from './settlement.js';
import { PATIENT, SignUp } from './sign-up.js';

const PASSWORD = 'correct horse battery';

export interface MarketOptions {
  readonly country?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly redisUrl?: string;
}

export interface Item {
  readonly product: MarketProduct;
  readonly quantity?: number;
}

export interface OrderOptions {
  readonly buyer?: MarketBuyer;
  /** Idempotency-Key: pressing the same button again. */
  readonly key?: string;
  readonly savedPaymentMethodId?: string;
  /** The total that the buyer saw. */
  readonly acceptedTotalMinor?: number;
}

/**
 * A marketplace of real processes, spoken to in the market's words. Hostile delivery is the default: events are held at
 * the emulator until `stripeDelivers`, which sends each of them twice and shuffled.
 */
export class Market {
  readonly browser: Browser;
  private names = 0;
  private operatorLogin: MarketOperator | undefined;
  private bookkeeping: Books | undefined;
  private readonly settlement: Settlement;
  private platformOpening = new Map<string, number>();

  private constructor(
    readonly house: House,
    readonly run: RunFile,
    readonly emulator: EmulatorControl,
    /** Stripe with the platform's secret key: an oracle, never a way around the APIs. */
    readonly stripe: Stripe,
    private readonly directory: string,
  ) {
    this.browser = new Browser(run, emulator);
    this.settlement = new Settlement(run.databaseUrl, emulator);
  }

  static async opens(options: MarketOptions = {}): Promise<Market> {
    const directory = await mkdtemp(join(tmpdir(), 'guildhall-market-'));
    const country = options.country ?? 'US';
    const house = await House.start({
      root: process.cwd(),
      directory,
      country,
      currency: COUNTRY_CURRENCIES[country] ?? 'usd',
      throwAway: true,
      restrictedKeys: true,
      databaseUrl: await createTestDatabase(),
      env: {
        LOG_LEVEL: 'warn',
        STRIPE_MAX_REQUESTS_PER_SECOND: '5000',
        WORK_LEASE_MS: '2000', // what a killed process had taken is soon another's
        ...options.env,
      },
      ...(options.redisUrl === undefined ? {} : { redisUrl: options.redisUrl }),
    } satisfies HouseOptions);
    const run = house.runFile([]);
    const emulator = new EmulatorControl(run.urls['stripe-emulator']);
    const stripe = emulatorClient(run.urls['stripe-emulator'], run.stripe.secretKey);
    const market = new Market(house, run, emulator, stripe, directory);
    await emulator.deliveries('hold');
    return market;
  }

  async closes(): Promise<void> {
    await this.house.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** The platform's balance from here on is told as a difference, so that stories can share a market. */
  async opensBooks(): Promise<void> {
    this.platformOpening = totals(await this.stripe.balance.retrieve());
  }

  /** SIGKILL; it comes back by itself. */
  async kills(...names: ProcessName[]): Promise<void> {
    await Promise.all(names.map((name) => this.house.process(name).kill()));
  }

  async operator(): Promise<MarketOperator> {
    this.operatorLogin ??= await new SignUp(this.run).operator('operator@guildhall.example', PASSWORD);
    return this.operatorLogin;
  }

  /** A seller who has signed up and pressed "connect"; `finishes: false` leaves Stripe's pages at once. */
  async onboardsSeller(wanted: { country?: string; finishes?: boolean } = {}): Promise<MarketSeller> {
    const { country = this.run.platform.country, finishes = true } = wanted;
    const name = this.name('Seller');
    const signUp = new SignUp(this.run);
    const person = await signUp.seller(`${name}@guildhall.example`, PASSWORD, name);
    const seller = await signUp.connectedSeller(person, { displayName: name, country, finishes });
    await this.settles();
    return seller;
  }

  async buyer(): Promise<MarketBuyer> {
    const name = this.name('Buyer');
    return new SignUp(this.run).buyer(`${name}@guildhall.example`, PASSWORD, name);
  }

  async lists(seller: MarketSeller, priceMinor: number, stock = 100): Promise<MarketProduct> {
    const body = { title: this.name('Thing'), priceMinor, stock };
    return seller.api.POST('/v1/products', { body });
  }

  /** What every order pays for shipping from now on, once. */
  async shipsFor(flatMinor: number, currency = this.run.platform.currency): Promise<void> {
    const { api } = await this.operator();
    await api.POST('/v1/shipping-rules', { body: { currency, flatMinor } });
  }

  /** Saves a card with a SetupIntent. @returns the id of the saved payment method */
  async savesCard(buyer: MarketBuyer, card: string): Promise<string> {
    const known = new Set((await buyer.api.GET('/v1/payment-methods')).data.map(({ id }) => id));
    const { clientSecret } = await buyer.api.POST('/v1/payment-methods/setup');
    await this.browser.savesMethod(clientSecret ?? '', card);
    await this.settles();
    const saved = (await buyer.api.GET('/v1/payment-methods')).data.find(({ id }) => !known.has(id));
    if (saved === undefined) throw new Error('the card was not saved');
    return saved.id;
  }

  /** Places an order, as a new guest unless a buyer is given. Nothing is paid yet, unless by a saved payment method. */
  async orders(items: readonly Item[], { buyer, key, ...more }: OrderOptions = {}): Promise<MarketOrder> {
    const api = buyer?.api ?? createBuyerApi(this.run.urls['buyer-checkout-api'], PATIENT);
    const placed = await api.POST('/v1/orders', {
      body: {
        ...more,
        items: items.map(({ product, quantity = 1 }) => ({ productId: product.id, quantity })),
        ...(buyer === undefined ? { guestEmail: `${this.name('guest')}@guildhall.example` } : {}),
      },
      ...(key === undefined ? {} : { params: { header: { 'Idempotency-Key': key } } }),
    });
    return toOrder(placed, api);
  }

  /** Confirms as the buyer's browser does. @throws Stripe's card error */
  confirms(order: MarketOrder, paymentMethod?: string): Promise<Stripe.PaymentIntent> {
    return this.browser.confirms(order, paymentMethod);
  }

  /** Orders, pays, and lets everything that follows happen. */
  async buyerPays(
    items: readonly Item[],
    { card, ...options }: { buyer?: MarketBuyer; card?: string } = {},
  ): Promise<MarketOrder> {
    const order = await this.orders(items, options);
    await this.browser.confirms(order, card);
    await this.settles();
    return order;
  }

  async order(order: MarketOrder): Promise<BuyerSchemas['OrderResponse']> {
    return order.buyer.GET('/v1/orders/{orderId}', {
      params: {
        path: { orderId: order.id },
        ...(order.orderToken === null ? {} : { header: { 'X-Order-Token': order.orderToken } }),
      },
    });
  }

  async operatorRefunds(
    order: { id: string },
    body: { commissionPolicy?: 'return' | 'keep' } = {},
  ): Promise<AdminSchemas['RefundResponse']> {
    const { api } = await this.operator();
    const refund = await api.POST('/v1/orders/{orderId}/refunds', { params: { path: { orderId: order.id } }, body });
    await this.settles();
    return api.GET('/v1/refunds/{refundId}', { params: { path: { refundId: refund.id } } });
  }

  async operatorPaysOut(seller: MarketSeller, amountMinor: number, currency = seller.currency) {
    const { api } = await this.operator();
    const payout = await api.POST('/v1/payouts', { body: { sellerId: seller.id, amountMinor, currency } });
    await this.settles();
    return api.GET('/v1/payouts/{payoutId}', { params: { path: { payoutId: payout.id } } });
  }

  /** Delivers what Stripe holds back: each event `times` times, in an order drawn from the seed. */
  stripeDelivers({ times = 2, shuffled = true, seed = '7' } = {}): Promise<void> {
    return this.emulator.deliver({ times, shuffled, seed });
  }

  /** Delivers (hostilely) until nothing is left to do. */
  settles(timeoutMs?: number): Promise<void> {
    return this.settlement.reach(() => this.stripeDelivers(), timeoutMs);
  }

  /** Moves Stripe's clock and lets what was due happen. */
  async passes(time: { days?: number; seconds?: number }): Promise<void> {
    await this.emulator.advance((time.days ?? 0) * 86_400 + (time.seconds ?? 0));
    await this.settles();
  }

  /** What Stripe holds for a seller, pending and available. */
  async balanceOf(seller: MarketSeller): Promise<Money> {
    const held = totals(await this.stripe.balance.retrieve({}, { stripeAccount: seller.accountId }));
    return Money.of(held.get(seller.currency) ?? 0, seller.currency);
  }

  /** What the platform's balance has changed by since `opensBooks`. */
  async platformBalance(currency = this.run.platform.currency): Promise<Money> {
    const held = totals(await this.stripe.balance.retrieve());
    return Money.of((held.get(currency) ?? 0) - (this.platformOpening.get(currency) ?? 0), currency);
  }

  async books(): Promise<Books> {
    this.bookkeeping ??= new Books(this.run.databaseUrl, this.stripe, (await this.operator()).api);
    return this.bookkeeping;
  }

  private name(kind: string): string {
    this.names += 1;
    return `${kind}-${this.names}-${Math.random().toString(36).slice(2, 8)}`;
  }
}

function toOrder(
  { order, payment, orderToken }: BuyerSchemas['PlacedOrderResponse'],
  buyer: MarketOrder['buyer'],
): MarketOrder {
  return {
    id: order.id,
    paymentIntentId: payment.paymentIntentId,
    clientSecret: payment.clientSecret ?? '',
    amountMinor: order.amountMinor,
    buyer,
    orderToken,
  };
}
