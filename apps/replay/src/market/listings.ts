import type { PlannedProduct } from '../plan/replay-plan.js';
import { inParallel } from '../run/in-parallel.js';
import type { Journal } from '../run/journal.js';
import type { Patience } from '../run/patience.js';
import type { Progress } from '../run/progress.js';
import type { ReplaySeller } from './people.js';

/** The most a listing may have: the wholesaler of the file never ran out of what was sold. */
const STOCK = 10_000_000;

/** Puts every product of the plan up for sale by its seller. */
export async function listProducts(
  products: readonly PlannedProduct[],
  sellers: readonly ReplaySeller[],
  tools: { journal: Journal; patience: Patience; progress: Progress; concurrency: number },
): Promise<void> {
  const missing = products.filter(({ key }) => !tools.journal.products.has(key));
  if (missing.length === 0) return;
  const step = tools.progress.step('listings', missing.length);
  try {
    await inParallel(missing, tools.concurrency, async ({ key, stockCode, title, seller, priceMinor }) => {
      const api = sellers[seller]?.api;
      if (api === undefined) throw new RangeError(`there is no seller ${seller}`);
      const body = { title, description: `Stock code ${stockCode}`, priceMinor, stock: STOCK };
      const header = { 'Idempotency-Key': `replay-product-${key}` };
      const { id } = await tools.patience.with(() => api.POST('/v1/products', { body, params: { header } }));
      tools.journal.add({ is: 'product', key, id });
      step.done();
    });
  } finally {
    step.end();
  }
}
