import type { PageContext } from '../../core/context.js';
import type { Page, PageResponse } from '../../core/resource.js';
import { html } from '../../pages/html.js';
import { messagePage, page } from '../../pages/page.js';
import { day, money, pairs } from '../../pages/parts.js';
import { charges } from './charge.resource.js';

/** What `receipt_url` shows. */
function receipt(ctx: PageContext): PageResponse {
  const charge = ctx.locate(charges, ctx.path['id'] ?? '')?.object;
  if (charge === undefined) return messagePage('Not found', 'There is no receipt at this address.', 404);
  const { amount, amount_refunded: refunded, created, currency, description, payment_method_details: paid } = charge;
  const card = paid?.card;
  return page({
    title: 'Receipt',
    body: html`<h1>Receipt</h1>
      <div class="card">
        <p class="note">Amount paid</p>
        <p class="amount">${money(amount, currency)}</p>
        ${pairs([
          ['Date paid', day(created)],
          [
            'Payment method',
            card == null ? (paid?.type ?? '') : `${card.brand ?? 'card'} ending in ${card.last4 ?? ''}`,
          ],
          ...(description === null ? [] : [['For', description] as const]),
          ...(refunded === 0 ? [] : [['Refunded', money(refunded, currency)] as const]),
        ])}
      </div>`,
  });
}

export const receiptPages: readonly Page[] = [{ method: 'GET', path: '/receipts/payment/:id', handle: receipt }];
