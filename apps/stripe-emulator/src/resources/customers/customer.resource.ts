import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import { embeddedList, present, type View } from '../../core/view.js';
import { shownCash, type StoredCash } from '../cash-balance/shown-cash.js';
import { locationStatus } from '../automatic-tax/automatic-tax.js';
import { discounts } from '../discounts/discount.resource.js';
import { expandedSource, sourcesOf } from '../sources/shown-sources.js';
import { subscriptions } from '../subscriptions/subscription.resource.js';
import { taxIds } from '../tax-ids/tax-id.resource.js';
import { metadata, number, text } from '../../core/search/fields.js';

/** Billing parts of a customer (sources, subscriptions, tax ids) join with their families, as expansions. */
export const customers = defineResource<Stripe.Customer>({
  object: 'customer',
  idPrefix: 'cus',
  filters: {
    email: (customer) => customer.email ?? undefined,
    test_clock: (customer) => (customer.test_clock as string | null | undefined) ?? undefined,
  },
  searchable: {
    created: number((customer) => customer.created),
    email: text((customer) => customer.email),
    metadata,
    name: text((customer) => customer.name),
    phone: text((customer) => customer.phone),
  },
  expandable: {
    cash_balance: (customer, view) => cashOf(customer.id, view),
    default_source: expandedSource,
    'invoice_settings.default_payment_method': 'payment_method',
    invoice_credit_balance: (customer) => (customer.currency == null ? {} : { [customer.currency]: customer.balance }),
    tax: (customer) => taxOf(customer),
    sources: (customer, view) => sourcesOf(customer.id, view),
    tax_ids: ({ id }, view) => taxIdsOf(id, view),
    subscriptions: ({ id }, view) => subscriptionsOf(id, view),
    test_clock: 'test_helpers.test_clock',
  },
  present: (customer, view) =>
    view.apiVersion >= '2025-09-30'
      ? customer
      : {
          ...customer,
          // A discount inside changes its shape with the version as it does alone.
          ...(customer.discount == null ? {} : { discount: present(discounts, customer.discount, view) }),
          ...(view.apiVersion < '2020-08-27' ? listsOf(customer.id, view) : {}),
        },
});

function taxIdsOf(customer: string, view: View) {
  return embeddedList(view, taxIds, { where: { customer } }, `/v1/customers/${customer}/tax_ids`);
}

function subscriptionsOf(customer: string, view: View) {
  const where = { customer, status: 'not_ended' };
  return embeddedList(view, subscriptions, { where }, `/v1/customers/${customer}/subscriptions`);
}

/** Until 2020-08-27 these came without being asked for. */
function listsOf(customer: string, view: View): object {
  return {
    sources: sourcesOf(customer, view),
    subscriptions: subscriptionsOf(customer, view),
    tax_ids: taxIdsOf(customer, view),
  };
}

/** Where a customer is for the purposes of tax: by its address. */
function taxOf({ address, shipping }: Stripe.Customer): Stripe.Customer.Tax {
  const known = shipping?.address?.country == null ? address : shipping.address;
  const isKnown = locationStatus({ billing: address, shipping: shipping?.address, taxIds: [] }) === 'complete';
  return {
    automatic_tax: isKnown ? 'supported' : 'unrecognized_location',
    ip_address: null,
    location:
      known?.country == null
        ? null
        : {
            country: known.country,
            source: known === address ? 'billing_address' : 'shipping_destination',
            state: known.state,
          },
    provider: 'stripe',
  };
}

function cashOf(customer: string, view: View): Stripe.CashBalance {
  const stored = view.store.find('emulator.cash_balance', view.account, customer)?.object;
  return shownCash(stored as StoredCash | undefined, customer);
}
