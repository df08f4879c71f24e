import type Stripe from 'stripe';
import { resourceMissing } from '../../../core/errors.js';
import { listParamsOf, noParams } from '../../../core/params.js';
import { defineFamily, route } from '../../../core/resource.js';
import { EMPTY_HIDDEN, emptyAccount } from '../account.object.js';
import { countryRule, FULL_SERVICE } from '../countries.js';
import { accountNeeds } from '../requirements/account-needs.js';

/** What a country asks for, from the same rules that the requirements of accounts follow. */
function verificationFields(
  country: string,
  type: 'individual' | 'company',
): { minimum: string[]; additional: string[] } {
  const account = { ...emptyAccount('acct_none', country, 0), business_type: type };
  const needs = accountNeeds({ account, hidden: EMPTY_HIDDEN, persons: [], externalAccount: 'none', now: 0 });
  const named = (level: 'currently' | 'eventually'): string[] =>
    needs
      .filter((item) => !item.isMet && item.level === level)
      .map((item) => item.field)
      .sort();
  const additional = [
    ...named('eventually'),
    `${type === 'individual' ? type : 'representative'}.verification.document`,
  ];
  return { minimum: ['business_type', ...named('currently')].sort(), additional };
}

function countrySpec(country: string): Stripe.CountrySpec {
  const { currency, banksCurrencies } = countryRule(country);
  return {
    id: country,
    object: 'country_spec',
    default_currency: currency,
    supported_bank_account_currencies: Object.fromEntries(banksCurrencies.map((name) => [name, [country]])),
    supported_payment_currencies: [...new Set([currency, 'usd', 'eur', 'gbp', 'jpy', 'cad', 'aud', 'chf'])],
    supported_payment_methods: ['ach', 'card', 'stripe'],
    supported_transfer_countries: Object.keys(FULL_SERVICE),
    verification_fields: {
      company: verificationFields(country, 'company'),
      individual: verificationFields(country, 'individual'),
    },
  };
}

/** The list is fixed, so its cursors are positions in the alphabet of countries. */
export const countrySpecsFamily = defineFamily({
  name: 'country_specs',
  resources: [],
  routes: [
    route({
      method: 'GET',
      path: '/v1/country_specs',
      permission: 'country_spec',
      params: listParamsOf<Stripe.CountrySpecListParams>()({}),
      handle: (ctx) => {
        const { limit = 10, starting_after: after, ending_before: before } = ctx.params;
        const all = Object.keys(FULL_SERVICE).sort();
        const known = all.filter(
          (name) => (after === undefined || name > after) && (before === undefined || name < before),
        );
        const names = before === undefined ? known.slice(0, limit) : known.slice(-limit);
        const data = names.map(countrySpec);
        return { object: 'list', data, has_more: known.length > names.length, url: ctx.url };
      },
    }),
    route({
      method: 'GET',
      path: '/v1/country_specs/:id',
      permission: 'country_spec',
      params: noParams,
      handle: (ctx) => {
        const country = ctx.pathId().toUpperCase();
        if (!Object.hasOwn(FULL_SERVICE, country)) throw resourceMissing('country_spec', ctx.pathId());
        return countrySpec(country);
      },
    }),
  ],
});
