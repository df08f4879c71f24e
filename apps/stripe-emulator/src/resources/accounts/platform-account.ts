import type { Context } from '../../core/context.js';
import { EMPTY_HIDDEN, emptyAccount } from './account.object.js';
import { accounts, applications, NO_REQUIREMENTS, type CapabilityState } from './account.resource.js';
import { countryRule, type CountryRule } from './countries.js';
import { externalAccountList, insertExternalAccount } from './external-accounts/external-account.store.js';

/** The platform's own account: verified, enabled, with a bank account in its currency. */
export function createPlatformAccount(ctx: Context): void {
  const { id, country, defaultCurrency } = ctx.platform;
  insertExternalAccount(ctx, platformBank(countryRule(country), country, defaultCurrency), {
    country,
    isDefault: true,
    param: 'external_account',
  });
  const active = { card_payments: 'active', transfers: 'active' } as const;
  const state: CapabilityState = {
    requested: true,
    requestedAt: ctx.now,
    activatedAt: ctx.now,
    override: null,
    status: 'active',
    requirements: NO_REQUIREMENTS,
  };
  const empty = emptyAccount(id, country, ctx.now);
  ctx.insert(
    accounts,
    {
      ...empty,
      business_type: 'company',
      capabilities: active,
      charges_enabled: true,
      controller: { type: 'account' },
      default_currency: defaultCurrency,
      details_submitted: true,
      email: 'platform@example.com',
      external_accounts: externalAccountList(ctx, id),
      payouts_enabled: true,
      tos_acceptance: { date: ctx.now, ip: '127.0.0.1', user_agent: null },
      type: 'standard',
    },
    { ...EMPTY_HIDDEN, kind: 'platform', capabilities: { card_payments: state, transfers: state } },
  );
  ctx.insert(applications, { id: ctx.id(applications.idPrefix), object: 'application', name: 'Emulated platform' });
}

function platformBank(rule: CountryRule, country: string, currency: string) {
  const byKind = {
    us: { account_number: '000123456789', routing_number: '110000000' },
    sort_code: { account_number: '00012345', routing_number: '108800' },
    iban: { account_number: 'DE89370400440532013000' },
    bank_and_branch: { account_number: '0001234', routing_number: '1100000' },
  } as const;
  return { object: 'bank_account', country, currency, ...byKind[rule.bankAccount] } as const;
}
