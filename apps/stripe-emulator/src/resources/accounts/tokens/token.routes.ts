import type Stripe from 'stripe';
import type { Context, RequestContext } from '../../../core/context.js';
import { invalidRequest, missingParam, resourceMissing } from '../../../core/errors.js';
import { noParams, p, paramsOf, type Infer, type RawHash } from '../../../core/params.js';
import { defineFamily, route } from '../../../core/resource.js';
import { companyTokenParam, individualParam } from '../account-fields.params.js';
import { draftPaymentMethod } from '../../payment-methods/payment-method-factory.js';
import { paymentMethods } from '../../payment-methods/payment-method.resource.js';
import { cardData } from '../../sources/source-data.js';
import { cardOf } from '../../sources/source-objects.js';
import { makeBankAccount } from '../external-accounts/external-account.factory.js';
import { externalAccountHash, type ExternalAccountHash } from '../external-accounts/external-account.params.js';
import { createPersonParams } from '../persons/person.params.js';
import { rememberCard } from './token-card.js';
import { tokens, type TokenHidden } from './token.resource.js';

const createTokenParams = paramsOf<Stripe.TokenCreateParams>()({
  account: p.hash({
    business_type: p.enum(['company', 'government_entity', 'individual', 'non_profit']),
    company: companyTokenParam,
    individual: individualParam,
    tos_shown_and_accepted: p.boolean(),
  }),
  bank_account: p.oneOf(p.id(), externalAccountHash),
  card: p.oneOf(p.id(), externalAccountHash),
  customer: p.id(),
  cvc_update: p.hash({ cvc: p.string({ pattern: /^\d{3,4}$/, what: 'CVC' }).required() }),
  person: p.hash(createPersonParams.shape),
  pii: p.hash({ id_number: p.string() }),
});
type CreateParams = Infer<typeof createTokenParams>;

const KINDS = ['account', 'bank_account', 'card', 'cvc_update', 'person', 'pii'] as const;
const PREFIXES = { account: 'ct', bank_account: 'btok', card: 'tok', cvc_update: 'cvctok', person: 'cpt', pii: 'pii' };

function createToken(ctx: RequestContext<CreateParams>): Stripe.Token {
  const kinds = KINDS.filter((kind) => ctx.params[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined) throw missingParam('bank_account');
  if (kinds.length > 1)
    throw invalidRequest(`You may only specify one of these parameters: ${kinds.join(', ')}.`, {
      code: 'parameters_exclusive',
      param: kinds[1],
    });
  const { shown, hidden } = contentOf(ctx, kind);
  return ctx.insert(
    tokens,
    {
      id: ctx.id(PREFIXES[kind]),
      object: 'token',
      ...shown,
      client_ip: '127.0.0.1',
      created: ctx.now,
      livemode: false,
      type: kind,
      used: false,
    },
    hidden,
  );
}

function contentOf(
  ctx: RequestContext<CreateParams>,
  kind: (typeof KINDS)[number],
): { shown: Partial<Stripe.Token>; hidden: TokenHidden } {
  const { bank_account: bank, card, account, person } = ctx.params;
  const options = { country: ctx.platform.country, param: kind };
  if (typeof card === 'string' || typeof bank === 'string')
    return ofCustomer(ctx, (card ?? bank) as string, ctx.params.customer);
  if (kind === 'bank_account' && bank !== undefined) {
    const { account: _, ...object } = makeBankAccount(ctx, bank, options).object;
    return { shown: { bank_account: object }, hidden: { external: { ...bank, object: 'bank_account' } } };
  }
  if (kind === 'card' && card !== undefined) {
    const shown = tokenCard(ctx, card);
    return { shown: { card: shown }, hidden: rememberCard(card) };
  }
  if (kind === 'person') return { shown: {}, hidden: { values: plain(person) } };
  if (kind !== 'account') return { shown: {}, hidden: {} };
  const { tos_shown_and_accepted: accepted, ...values } = account ?? {};
  const tos = accepted === true ? { tos_acceptance: { date: ctx.now, ip: '127.0.0.1' } } : {};
  return { shown: {}, hidden: { values: plain({ ...values, ...tos }) } };
}

/** A card as the token shows it. @throws StripeError a card error for what was mistyped */
function tokenCard(ctx: Context, given: ExternalAccountHash): Stripe.Card {
  const { object } = draftPaymentMethod(ctx, cardData(given), { id: ctx.id('card') });
  if (object.card === undefined) throw missingParam('card');
  return { ...cardOf(object, object.card), ...(given.currency === undefined ? {} : { currency: given.currency }) };
}

/** A token of a card that is saved for a customer, of the platform's when a connected account asks: to share it. */
function ofCustomer(ctx: Context, id: string, customer: string | undefined) {
  const owner = ctx.find(paymentMethods, id) === undefined ? ctx.as(ctx.platform.id) : ctx;
  const method = owner.find(paymentMethods, id);
  if (method?.card === undefined || (customer !== undefined && method.customer !== customer))
    throw resourceMissing('card', id, 'card');
  const { card: key } = owner.hidden(paymentMethods, id);
  const { exp_month, exp_year } = method.card;
  return {
    shown: { card: { ...cardOf({ ...method, customer: null }, method.card), id: ctx.id('card') } },
    hidden: { external: { object: 'card' as const, token: `tok_${key ?? 'visa'}`, exp_month, exp_year } },
  };
}

/** Checked parameters are plain JSON, which is what a token remembers. */
function plain(values: object | undefined): RawHash {
  return JSON.parse(JSON.stringify(values ?? {})) as RawHash;
}

export const tokensFamily = defineFamily({
  name: 'tokens',
  resources: [tokens],
  routes: [
    route({
      method: 'POST',
      path: '/v1/tokens',
      permission: 'token',
      publishable: 'open',
      params: createTokenParams,
      handle: createToken,
    }),
    route({
      method: 'GET',
      path: '/v1/tokens/:id',
      permission: 'token',
      publishable: 'open',
      params: noParams,
      handle: (ctx) => ctx.require(tokens, ctx.pathId()),
    }),
  ],
});
