import type { PageContext } from '../../../core/context.js';
import { StripeError } from '../../../core/errors.js';
import type { Page, PageResponse } from '../../../core/resource.js';
import { accounts } from '../account.resource.js';
import { escape, pageOf } from '../pages/html.js';
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
  const form = (action: string, label: string, inner = ''): string =>
    `<form class="card" method="post"><input type="hidden" name="format" value="html">${inner}<button name="action" value="${action}">${escape(label)}</button></form>`;
  const select = `<label>Capability <select name="capability">${names.map((name) => `<option>${escape(name)}</option>`).join('')}</select></label>`;
  const field =
    '<label>Requirement <input name="field" value="individual.verification.document"></label><label>Deadline in seconds <input name="deadline_in_seconds" inputmode="numeric"></label>';
  const { capabilities, requirements, charges_enabled, payouts_enabled, details_submitted } = found.object;
  const state = { charges_enabled, payouts_enabled, details_submitted, capabilities, requirements };
  return {
    body: pageOf(
      `Control ${id}`,
      `<h1>${escape(id)}</h1><pre class="card">${escape(JSON.stringify(state, null, 2))}</pre>
${form('complete_onboarding', 'Complete onboarding with test data')}
${form('disable_capability', 'Take the capability away', `${select}<label>Reason <input name="disabled_reason" value="other"></label>`)}
${form('restore_capability', 'Give the capability back', select)}
${form('require', 'Ask for it', field)}${form('fail_verification', 'Fail the verification', field)}
${form('deauthorize', 'Disconnect from the platform')}`,
    ),
  };
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
      ? { body: pageOf('Done', '<h1>Done</h1>') }
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
