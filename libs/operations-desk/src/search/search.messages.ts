import { ChoiceField, CurrencyField, IntegerField, ListField, TextField } from '@guildhall/http';
import type { SearchHit } from './search.queries.js';
import { SEARCH_KINDS, type SearchKind } from './search.sql.js';

export class SearchRequest {
  @TextField({
    max: 300,
    example: 'pi_3MtwBwLkdIwHu7ix',
    description:
      'An id of ours (or its first eight characters and more), any id of Stripe, an e-mail address, or part of a product’s title or a seller’s name.',
  })
  q!: string;
}

export class SearchHitResponse {
  @ChoiceField(SEARCH_KINDS, { example: 'order' }) kind!: SearchKind;
  @TextField({ example: '0199c2f4-6d2e-7000-8000-000000000005' }) id!: string;
  @TextField({
    max: 2_000,
    example: 'paid',
    description: 'A name, a title, an address, what is booked; of what is money its state.',
  })
  label!: string;
  @IntegerField({ nullable: true, example: 10_000, description: 'Of what is money, in minor units of the currency.' })
  amountMinor!: bigint | null;
  @CurrencyField({ nullable: true, example: 'usd' }) currency!: string | null;
  @TextField({
    example: '/v1/orders/0199c2f4-6d2e-7000-8000-000000000005',
    description: 'Where it is shown in this API: a transfer with its order, a product with its seller.',
  })
  href!: string;

  static from({ kind, pageId, ...hit }: SearchHit): SearchHitResponse {
    return Object.assign(new SearchHitResponse(), { kind, ...hit, href: `${PAGES[kind]}${pageId}` });
  }
}

export class SearchResponse {
  @ListField(() => SearchHitResponse, { max: 200, description: 'At most ten of a kind and way of finding.' })
  hits!: SearchHitResponse[];

  static of(hits: readonly SearchHit[]): SearchResponse {
    return Object.assign(new SearchResponse(), { hits: hits.map((hit) => SearchHitResponse.from(hit)) });
  }
}

const PAGES: Record<SearchKind, string> = {
  order: '/v1/orders/',
  payment_attempt: '/v1/orders/',
  seller: '/v1/sellers/',
  user: '/v1/users/',
  product: '/v1/sellers/',
  transfer: '/v1/orders/',
  refund: '/v1/refunds/',
  payout: '/v1/payouts/',
  operation: '/v1/operations/',
  webhook_event: '/v1/webhook-events/',
  journal_entry: '/v1/ledger/entries/',
};
