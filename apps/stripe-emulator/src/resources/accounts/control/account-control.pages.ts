import type { PageContext } from '../../../core/context.js';
import { StripeError } from '../../../core/errors.js';
import type { Page, PageResponse } from '../../../core/resource.js';
import { accounts } from '../account.resource.js';
import { html, type Html } from '../../../pages/html.js';
import { messagePage, page } from '../../../pages/page.js';
import { actions, button, field, select } from '../../../pages/parts.js';
import { controlAccount, controlParams } from './account-control.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const answer = (status: number, body: object): PageResponse => ({
  status,
  headers: JSON_TYPE,
  body: `${JSON.stringify(body, null, 2)}\n`,
});

function show(ctx: PageContext): PageResponse {
  const id = ctx.path['id'] ?? '';
  const found = ctx.locate(accounts, id);
  if (found === undefined) return answer(404, { error: { message: `There is no account ${id}.` } });
  const names = Object.keys(found.ctx.hidden(accounts, id).capabilities);
  const { capabilities, requirements, charges_enabled, payouts_enabled, details_submitted } = found.object;
  const state = { charges_enabled, payouts_enabled, details_submitted, capabilities, requirements };
  const capability = select({ label: 'Capability', name: 'capability', options: names.map((name) => [name, name]) });
  const requirement = field({ label: 'Requirement', name: 'field', value: 'individual.verification.document' });
  const deadline = field({ label: 'Deadline in seconds', name: 'deadline_in_seconds', inputmode: 'numeric' });
  const reason = field({ label: 'Reason', name: 'disabled_reason', value: 'other' });
  return page({
    title: `Control ${id}`,
    body: html`<h1>${found.object.business_profile?.name ?? id}</h1>
      <p class="note"><code>${id}</code></p>
      <pre tabindex="0">${JSON.stringify(state, null, 2)}</pre>
      ${formOf('complete_onboarding', 'Complete onboarding with test data')}
      ${formOf('disable_capability', 'Take the capability away', html`${capability}${reason}`)}
      ${formOf('restore_capability', 'Give the capability back', capability)}
      ${formOf('require', 'Ask for it', html`${requirement}${deadline}`)}
      ${formOf('fail_verification', 'Fail the verification', html`${requirement}${deadline}`)}
      ${formOf('deauthorize', 'Disconnect from the platform')}`,
  });
}

/** One thing to do to the account, with what it needs to know. */
function formOf(action: string, label: string, inner: Html | null = null): Html {
  return html`<form class="card" method="post">
    <input
      type="hidden"
      name="format"
      value="html"
    />${inner}${actions(button(label, { name: 'action', value: action }))}
  </form>`;
}

function act(ctx: PageContext): PageResponse {
  const id = ctx.path['id'] ?? '';
  const found = ctx.locate(accounts, id);
  if (found === undefined) return answer(404, { error: { message: `There is no account ${id}.` } });
  const params = parsed(ctx);
  if (params instanceof StripeError) return answer(params.status, params.body(''));
  const account = controlAccount(found.ctx, id, params);
  if (params.format === 'html')
    return account === undefined
      ? messagePage('Done', 'The account is gone.')
      : { redirect: `${ctx.baseUrl}/_control/accounts/${id}` };
  return answer(200, account ?? { id, object: 'account', deleted: true });
}

function parsed(ctx: PageContext): ReturnType<typeof controlParams.parse> | StripeError {
  try {
    return controlParams.parse(ctx.form);
  } catch (error) {
    if (error instanceof StripeError) return error;
    throw error;
  }
}

/** What tests and people use to play Stripe, the bank or the seller. */
export const accountControlPages: readonly Page[] = [
  { method: 'GET', path: '/_control/accounts/:id', handle: show },
  { method: 'POST', path: '/_control/accounts/:id', handle: act },
];
