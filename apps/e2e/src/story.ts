import { Money } from '@guildhall/money';
import { Market, type MarketOptions } from '@guildhall/testing';

export const usd = (amountMinor: number): Money => Money.of(amountMinor, 'usd');

/**
 * Opens one market for the stories of a file. Each story sees the platform's balance from zero and ends as all do: trial
 * balance zero, ledger = Stripe, settled orders cleared, nothing stuck or dead.
 */
export function marketForStories(options: MarketOptions = {}): () => Market {
  let market: Market | undefined;
  const opened = (): Market => {
    if (market === undefined) throw new Error('the market did not open');
    return market;
  };
  beforeAll(async () => {
    market = await Market.opens(options);
  });
  beforeEach(() => opened().opensBooks());
  afterEach(() => expectBooksToTieOut(opened()));
  afterAll(() => market?.closes());
  return opened;
}

/** I2 (nothing stuck), I3 (trial balance zero), I4 (ledger = Stripe for the platform and every connected account). */
export async function expectBooksToTieOut(market: Market): Promise<void> {
  await market.settles();
  const books = await market.books();
  expect(await books.stuck()).toEqual({ operations: [], deadEvents: [], deadDomainEvents: [] });
  for (const balance of Object.values(await books.trialBalance())) expect(balance).toBe(0);
  expect(await books.mismatches()).toEqual([]);
  expect(await books.unclearedOrders()).toEqual([]);
}
