import type Stripe from 'stripe';
import type { Context, PageContext } from '../../../core/context.js';
import { StripeError } from '../../../core/errors.js';
import { isHash, type RawHash, type RawValue } from '../../../core/params.js';
import type { Page, PageResponse } from '../../../core/resource.js';
import { accountLinks, onboardingSessions, type OnboardingSessionRow } from '../account-links/account-link.resource.js';
import { updateAccountParams } from '../account.params.js';
import { accounts } from '../account.resource.js';
import { enterInformation } from '../account.update.js';
import { messagePage } from '../../../pages/page.js';
import { persons } from '../persons/person.resource.js';
import { askedFor, fillInTestData, submitDetails } from './complete-onboarding.js';
import { stepsOf } from './onboarding.steps.js';
import { onboardingPage } from './onboarding.view.js';

/** How long a visit may rest. */
const SECONDS_OF_VISIT = 3600;

const gone = (): PageResponse => messagePage('This link is not valid', 'Ask for a new one where you came from.', 404);

/** Opens a link: once, and for minutes only; after that it leads back to the platform's `refresh_url`. */
function openLink(ctx: PageContext): PageResponse {
  const found = ctx.locate(accountLinks, ctx.path['token'] ?? '');
  if (found === undefined || found.object.account !== ctx.path['account']) return gone();
  const { ctx: own, object: link } = found;
  if (link.isUsed || link.expiresAt <= ctx.now || own.locate(accounts, link.account) === undefined)
    return { redirect: link.refreshUrl };
  own.update(accountLinks, link.id, { isUsed: true });
  const session = own.insert(onboardingSessions, {
    id: ctx.secret(40),
    object: '_onboarding_session',
    account: link.account,
    created: ctx.now,
    expiresAt: ctx.now + SECONDS_OF_VISIT,
    fields: link.fields,
    refreshUrl: link.refreshUrl,
    returnUrl: link.returnUrl,
  });
  return { redirect: `${ctx.baseUrl}/setup/s/${session.id}` };
}

interface Visit {
  readonly session: OnboardingSessionRow;
  readonly owner: Context;
  readonly own: Context;
}

/** @returns the visit, or where to send its browser instead */
function visitOf(ctx: PageContext): Visit | PageResponse {
  const found = ctx.locate(onboardingSessions, ctx.path['session'] ?? '');
  if (found === undefined) return gone();
  const account = ctx.locate(accounts, found.object.account);
  if (account === undefined || found.object.expiresAt <= ctx.now) return { redirect: found.object.refreshUrl };
  found.ctx.update(onboardingSessions, found.object.id, { expiresAt: ctx.now + SECONDS_OF_VISIT });
  return { session: found.object, owner: account.ctx, own: found.ctx };
}

function show(visit: Visit, ctx: PageContext, wanted: string, problems: readonly string[] = []): PageResponse {
  const account = visit.owner.require(accounts, visit.session.account);
  const missing = askedFor(account, visit.session.fields);
  const steps = stepsOf(account, missing);
  const current = steps.find((step) => step.id === wanted) ?? steps[0];
  if (current === undefined) return gone();
  const [person] = visit.own.all(persons, { representative: true });
  const action = `${ctx.baseUrl}/setup/s/${visit.session.id}`;
  return onboardingPage({ account, person, steps, current, missing, problems, action });
}

const view = (ctx: PageContext): PageResponse => {
  const visit = visitOf(ctx);
  if (!('session' in visit)) return visit;
  const { step } = ctx.query;
  return show(visit, ctx, typeof step === 'string' ? step : 'business');
};

/** Takes in what a step's form holds and goes where its button says. */
function submit(ctx: PageContext): PageResponse {
  const visit = visitOf(ctx);
  if (!('session' in visit)) return visit;
  const { session, owner } = visit;
  const { action, step, tos_accepted: accepted, ...answers } = ctx.form;
  const here = typeof step === 'string' ? step : 'business';
  try {
    enter(owner, session.account, answers);
  } catch (error) {
    if (error instanceof StripeError) return show(visit, ctx, here, [error.message]);
    throw error;
  }
  const account = owner.require(accounts, session.account);
  if (action === 'save') return { redirect: session.returnUrl };
  if (action === 'test_data' || action === 'complete') {
    fillInTestData(owner, session.account, {
      fields: session.fields,
      businessType: account.business_type ?? 'individual',
    });
    return action === 'complete' ? finish(visit) : stepTo(ctx, visit, 'review');
  }
  if (action !== 'submit') return stepTo(ctx, visit, next(account, visit, here));
  const open = askedFor(account, session.fields).filter((field) => !field.startsWith('tos_acceptance.'));
  if (open.length > 0) return show(visit, ctx, 'review', [`Please complete: ${open.join(', ')}.`]);
  if (accepted !== 'true' && account.tos_acceptance?.date == null)
    return show(visit, ctx, 'review', ['Please accept the terms of service.']);
  return finish(visit);
}

function finish({ session, owner }: Visit): PageResponse {
  submitDetails(owner, session.account);
  return { redirect: session.returnUrl };
}

function stepTo(ctx: PageContext, { session }: Visit, step: string): PageResponse {
  return { redirect: `${ctx.baseUrl}/setup/s/${session.id}?step=${step}` };
}

function next(account: Stripe.Account, { session }: Visit, here: string): string {
  const steps = stepsOf(account, askedFor(account, session.fields));
  return steps[steps.findIndex((step) => step.id === here) + 1]?.id ?? 'review';
}

/** Empty inputs are inputs nobody filled in, not wishes to erase. */
function enter(owner: Context, id: string, answers: RawHash): void {
  const given = withoutBlanks(answers);
  if (Object.keys(given).length === 0) return;
  const bank = given['external_account'];
  const account = owner.require(accounts, id);
  const raw = isHash(bank)
    ? { ...given, external_account: { object: 'bank_account', country: account.country ?? 'US', ...bank } }
    : given;
  enterInformation(owner, id, updateAccountParams.parse(raw));
}

function withoutBlanks(values: RawHash): RawHash {
  const kept: Record<string, RawValue> = {};
  for (const [key, value] of Object.entries(values)) {
    const inner = isHash(value) ? withoutBlanks(value) : value;
    if (inner === '' || (isHash(inner) && Object.keys(inner).length === 0)) continue;
    kept[key] = inner;
  }
  return kept;
}

export const onboardingPages: readonly Page[] = [
  { method: 'GET', path: '/setup/e/:account/:token', handle: openLink },
  { method: 'GET', path: '/setup/s/:session', handle: view },
  { method: 'POST', path: '/setup/s/:session', handle: submit },
];
