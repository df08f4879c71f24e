import { Money } from '@guildhall/money';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CommissionRule } from '../commission/commission.js';
import type { Pricing } from './price-order.js';

/** What the pricing rules may be about in one order. */
export interface PricingScope {
  readonly currency: string;
  readonly productIds: readonly string[];
  readonly categories: readonly string[];
  readonly sellerIds: readonly string[];
}

type RuleRow = Record<keyof CommissionRule, string | null> & { version: number; percentBasisPoints: number };

/** The rules that may decide the price of an order, in one round trip. */
@Injectable()
export class PricingRulesRepository {
  async load(manager: EntityManager, scope: PricingScope, at: Date): Promise<Pricing> {
    const [found] = await manager.query<{ rules: RuleRow[] | null; shippingMinor: string | null }[]>(
      `SELECT
         (SELECT jsonb_agg(jsonb_build_object('id', id, 'version', version, 'scope', scope, 'scopeReference', scope_reference,
            'percentBasisPoints', percent_basis_points, 'fixedMinor', fixed_minor::text, 'minimumMinor', minimum_minor::text,
            'maximumMinor', maximum_minor::text, 'validFrom', valid_from, 'validTo', valid_to))
          FROM commission_rule
          WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)
            AND (scope = 'platform' OR (scope = 'product' AND scope_reference = ANY($2))
              OR (scope = 'category' AND scope_reference = ANY($3)) OR (scope = 'seller' AND scope_reference = ANY($4)))
         ) AS rules,
         (SELECT flat_minor::text FROM shipping_rule WHERE currency = $5 AND valid_from <= $1
          ORDER BY valid_from DESC, id DESC LIMIT 1) AS "shippingMinor"`,
      [at, scope.productIds, scope.categories, scope.sellerIds, scope.currency],
    );
    return {
      shipping: Money.of(BigInt(found?.shippingMinor ?? 0), scope.currency),
      commissionRules: (found?.rules ?? []).map(toRule),
      at,
    };
  }
}

function toRule(row: RuleRow): CommissionRule {
  const optional = (minor: string | null): bigint | null => (minor === null ? null : BigInt(minor));
  return {
    id: row.id ?? '',
    version: row.version,
    scope: row.scope as CommissionRule['scope'],
    scopeReference: row.scopeReference,
    percentBasisPoints: row.percentBasisPoints,
    fixedMinor: BigInt(row.fixedMinor ?? 0),
    minimumMinor: optional(row.minimumMinor),
    maximumMinor: optional(row.maximumMinor),
    validFrom: new Date(row.validFrom ?? 0),
    validTo: row.validTo === null ? null : new Date(row.validTo),
  };
}
