import { hasRedisServer, Market, startRedisServer } from '@guildhall/testing';
import { expectBooksToTieOut, usd } from './story.js';

/** Where there is no redis-server (Debian's package of that name) the queue is tested on PostgreSQL alone. */
const describeWithRedis = hasRedisServer() ? describe : describe.skip;

describeWithRedis('the market with its queue on Redis', () => {
  it('I2, I6: Redis is emptied again and again while orders are paid, and nothing is lost', async () => {
    const redis = await startRedisServer();
    const emptying = setInterval(() => void redis.flush().catch(() => undefined), 200);
    let market: Market | undefined;
    try {
      market = await Market.opens({ redisUrl: redis.url });
      await market.opensBooks();
      const [a, b] = [await market.onboardsSeller(), await market.onboardsSeller()];
      const items = [{ product: await market.lists(a, 60_00) }, { product: await market.lists(b, 40_00) }];
      for (let order = 0; order < 3; order += 1) await market.buyerPays(items);
      expect(await market.balanceOf(a)).toEqual(usd(3 * 54_00));
      expect(await market.balanceOf(b)).toEqual(usd(3 * 36_00));
      expect(await market.platformBalance()).toEqual(usd(3 * 6_80));
      await expectBooksToTieOut(market);
    } finally {
      clearInterval(emptying);
      await market?.closes();
      await redis.stop();
    }
  });
});
