import { AuditRecordEntity, newId, ShippingRuleEntity } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { currencyRule, isCurrency } from '@guildhall/money';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ShippingRuleInvalid } from './shipping-rule.errors.js';

export interface NewShippingRule {
  readonly operatorId: string;
  readonly currency: string;
  readonly flatMinor: bigint;
  readonly validFrom: Date | null;
}

/** What an order pays for shipping. The newest valid rule of its currency counts; older ones stay for the record. */
@Injectable()
export class ShippingRules {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws ShippingRuleInvalid on an unknown currency, or an amount it cannot be charged in */
  async create({ operatorId, currency, flatMinor, validFrom }: NewShippingRule): Promise<ShippingRuleEntity> {
    if (!isCurrency(currency)) throw new ShippingRuleInvalid(`Stripe does not know the currency ${currency}.`);
    const { chargeStepMinor } = currencyRule(currency);
    if (flatMinor % chargeStepMinor !== 0n)
      throw new ShippingRuleInvalid(
        `An amount in ${currency} is a multiple of ${String(chargeStepMinor)} minor units.`,
      );
    return this.dataSource.transaction(async (manager) => {
      const rule = { id: newId(), currency, flatMinor, validFrom: validFrom ?? new Date() };
      const created = await manager.save(manager.create(ShippingRuleEntity, rule));
      const audit = Object.assign(new AuditRecordEntity(), {
        id: newId(),
        userId: operatorId,
        action: 'shipping_rule.create',
        subjectId: created.id,
        detail: { currency, flatMinor: flatMinor.toString() },
      });
      await manager.save(audit);
      return created;
    });
  }

  async list(page: PageRequest): Promise<Page<ShippingRuleEntity>> {
    const rules = this.dataSource.manager.createQueryBuilder(ShippingRuleEntity, 'rule');
    const rows = await keyset(rules, page, [{ column: 'rule.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }
}
