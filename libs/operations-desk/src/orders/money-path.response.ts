import { ChoiceField, CurrencyField, IdField, InstantField, IntegerField, ListField, TextField } from '@guildhall/http';
import type { MoneyFlow, MoneyNode, MoneyNodeKind, MoneyPath } from './money-path.js';
import type { OrderMoney } from './money-path.queries.js';

const UUID = '0199c2f4-6d2e-7000-8000-000000000005';
const KINDS = ['buyer', 'order', 'platform', 'stripe_fees', 'seller', 'exchange'] as const;
const MINOR = 'In minor units of the currency.';

export class MoneyNodeResponse {
  @TextField({ example: 'seller:acct_123' }) id!: string;
  @ChoiceField(KINDS, {
    example: 'seller',
    description: '`order`: paid and not passed on yet; `exchange`: goes on in another currency.',
  })
  kind!: MoneyNodeKind;
  @IdField({ nullable: true, example: UUID, description: 'Of a seller.' }) sellerId!: string | null;
  @TextField({ nullable: true, example: 'Blue Mugs', description: 'Of a seller.' }) sellerName!: string | null;
  @IntegerField({ example: 10_000, description: MINOR }) inMinor!: bigint;
  @IntegerField({ example: 1_000, description: MINOR }) outMinor!: bigint;
  @IntegerField({ example: 9_000, min: Number.MIN_SAFE_INTEGER, description: `In less out. ${MINOR}` })
  restsMinor!: bigint;

  static of({ id, ...node }: MoneyNode, { sellers }: OrderMoney): MoneyNodeResponse {
    const seller = sellers.get(id.slice('seller:'.length));
    const { sellerId = null, displayName: sellerName = null } = seller ?? {};
    return Object.assign(new MoneyNodeResponse(), node, { id, sellerId, sellerName });
  }
}

export class MoneyFlowResponse {
  @TextField({ example: 'order' }) fromId!: string;
  @TextField({ example: 'seller:acct_123' }) toId!: string;
  @IntegerField({ example: 10_000, description: MINOR }) amountMinor!: bigint;
  @IdField({ example: UUID, description: 'The journal entry that says so.' }) entryId!: string;
  @TextField({ max: 1_000, example: 'Transfer tr_123 of an order' }) description!: string;
  @TextField({ nullable: true, example: 'tr_123' }) stripeObjectId!: string | null;
  @InstantField({ example: '2026-03-01T12:00:00Z' }) occurredAt!: Date;

  static of({ entry, ...flow }: MoneyFlow): MoneyFlowResponse {
    const { id: entryId, description, stripeObjectId, occurredAt } = entry;
    return Object.assign(new MoneyFlowResponse(), flow, { entryId, description, stripeObjectId, occurredAt });
  }
}

/** In one currency. At every node in - out = rests, and what rests everywhere adds up to zero. */
export class MoneyPathResponse {
  @CurrencyField({ example: 'usd' }) currency!: string;
  @ListField(() => MoneyNodeResponse) nodes!: MoneyNodeResponse[];
  @ListField(() => MoneyFlowResponse, { max: 10_000 }) flows!: MoneyFlowResponse[];

  static of({ currency, nodes, flows }: MoneyPath, money: OrderMoney): MoneyPathResponse {
    return Object.assign(new MoneyPathResponse(), {
      currency,
      nodes: nodes.map((node) => MoneyNodeResponse.of(node, money)),
      flows: flows.map((flow) => MoneyFlowResponse.of(flow)),
    });
  }
}

export class OrderMoneyResponse {
  @IdField({ example: UUID }) orderId!: string;
  @ListField(() => MoneyPathResponse, { description: 'One per currency; empty until something is booked.' })
  paths!: MoneyPathResponse[];

  static of(money: OrderMoney): OrderMoneyResponse {
    const paths = money.paths.map((path) => MoneyPathResponse.of(path, money));
    return Object.assign(new OrderMoneyResponse(), { orderId: money.orderId, paths });
  }
}
