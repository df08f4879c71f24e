import { prepared } from '@guildhall/database';
import { Money } from '@guildhall/money';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CommissionRule } from '../commission/commission.js';
import type { SellableProduct } from './sellable-products.js';

/** Everything an order is priced from. */
export interface OrderBasis {
  readonly products: ReadonlyMap<string, SellableProduct>;
  readonly commissionRules: readonly CommissionRule[];
  /** What an order in this currency pays for shipping. */
  shippingIn(currency: string): Money;
}

type AsText<Row, Key extends keyof Row> = Omit<Row, Key> & Record<Key, string>;
type ProductRow = AsText<SellableProduct, 'priceMinor'>;
type RuleRow = AsText<CommissionRule, 'fixedMinor' | 'validFrom'> &
  Record<'minimumMinor' | 'maximumMinor' | 'validTo', string | null>;

interface Found {
  readonly products: ProductRow[] | null;
  readonly rules: RuleRow[] | null;
  readonly shipping: Record<string, string> | null;
}

/** Amounts travel as text: JSON has no number for a bigint. */
const basis = (lock: string) => `
  WITH goods AS MATERIALIZED (
    SELECT p.id, p.seller_id, s.display_name, p.title, p.picture_url, p.category, p.price_minor, p.currency, p.stock, p.status, s.stripe_account_id,
      s.service_agreement, s.card_payments, s.transfers, s.deauthorized_at
    FROM product p JOIN seller s ON s.id = p.seller_id
    WHERE p.id = ANY($1::uuid[]) ORDER BY p.id ${lock})
  SELECT
    (SELECT jsonb_agg(jsonb_build_object('id', id, 'sellerId', seller_id, 'sellerName', display_name, 'title', title,
       'pictureUrl', picture_url, 'category', category, 'priceMinor', price_minor::text, 'currency', currency, 'stock', stock, 'status', status,
       'stripeAccountId', stripe_account_id, 'serviceAgreement', service_agreement, 'cardPayments', card_payments,
       'transfers', transfers, 'isDeauthorized', deauthorized_at IS NOT NULL)) FROM goods) AS products,
    (SELECT jsonb_agg(jsonb_build_object('id', id, 'version', version, 'scope', scope, 'scopeReference', scope_reference,
       'percentBasisPoints', percent_basis_points, 'fixedMinor', fixed_minor::text, 'minimumMinor', minimum_minor::text,
       'maximumMinor', maximum_minor::text, 'validFrom', valid_from, 'validTo', valid_to))
     FROM commission_rule
     WHERE valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)
       AND (scope = 'platform' OR (scope = 'product' AND scope_reference IN (SELECT id::text FROM goods))
         OR (scope = 'category' AND scope_reference IN (SELECT category FROM goods))
         OR (scope = 'seller' AND scope_reference IN (SELECT seller_id::text FROM goods)))) AS rules,
    (SELECT jsonb_object_agg(currency, flat_minor::text) FROM (
       SELECT DISTINCT ON (currency) currency, flat_minor FROM shipping_rule
       WHERE valid_from <= $2 AND currency IN (SELECT currency FROM goods)
       ORDER BY currency, valid_from DESC, id DESC) newest) AS shipping`;

const LOCKED = basis('FOR NO KEY UPDATE OF p');
const UNLOCKED = basis('');

/** Reads what is to be bought, and keeps it from being sold to anybody else meanwhile. */
@Injectable()
export class OrderBasisRepository {
  /**
   * In one round trip, because a buyer waits. The products are locked in the order of their ids, so that two orders of
   * the same products wait for each other instead of blocking.
   */
  async lock(manager: EntityManager, productIds: readonly string[], at: Date): Promise<OrderBasis> {
    const [found] = await prepared<Found>(manager, 'order_basis', LOCKED, [[...new Set(productIds)], at]);
    return toBasis(found);
  }

  /** The same as it is at this moment, for somebody who only asks. */
  async read(manager: EntityManager, productIds: readonly string[], at: Date): Promise<OrderBasis> {
    const [found] = await prepared<Found>(manager, 'order_basis_unlocked', UNLOCKED, [[...new Set(productIds)], at]);
    return toBasis(found);
  }
}

function toBasis(found: Found | undefined): OrderBasis {
  return {
    products: new Map((found?.products ?? []).map((row) => [row.id, { ...row, priceMinor: BigInt(row.priceMinor) }])),
    commissionRules: (found?.rules ?? []).map(toRule),
    shippingIn: (currency) => Money.of(BigInt(found?.shipping?.[currency] ?? 0), currency),
  };
}

function toRule(row: RuleRow): CommissionRule {
  const optional = (minor: string | null): bigint | null => (minor === null ? null : BigInt(minor));
  return {
    ...row,
    fixedMinor: BigInt(row.fixedMinor),
    minimumMinor: optional(row.minimumMinor),
    maximumMinor: optional(row.maximumMinor),
    validFrom: new Date(row.validFrom),
    validTo: row.validTo === null ? null : new Date(row.validTo),
  };
}
