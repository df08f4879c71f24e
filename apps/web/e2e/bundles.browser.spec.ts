import { gzipSync } from 'node:zlib';
import { describeJourneys } from './spec-support/web-house.js';

/** Of scripts, packed by gzip, in kB of 1,000 bytes: what a first visit loads, the page and its words with it. */
const BUDGETS_KB = { '/': 150, '/seller/': 350, '/operator/': 350 };

describeJourneys('A first visit loads little', (house) => {
  it.each([
    ...Object.entries(BUDGETS_KB).map(([path, budgetKb]) => [path, budgetKb, 'en-US'] as const),
    ['/', BUDGETS_KB['/'], 'de-DE'] as const,
  ])('%s at most %i kB of script, %s', async (path, budgetKb, locale) => {
    const role = ({ '/seller/': 'seller', '/operator/': 'operator' } as const)[path];
    const visitor = role === undefined ? await house().guest({ locale }) : await house().signsIn(role);
    const scripts: Promise<number>[] = [];
    visitor.page.on('response', (response) => {
      if (response.request().resourceType() === 'script') {
        scripts.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
      }
    });
    await visitor.opens(path);
    const sizes = await Promise.all(scripts);
    const totalKb = sizes.reduce((sum, size) => sum + size, 0) / 1_000;
    expect(totalKb).toBeGreaterThan(50); // it did see them
    expect(totalKb).toBeLessThanOrEqual(budgetKb);
    await visitor.leaves();
  });
});
