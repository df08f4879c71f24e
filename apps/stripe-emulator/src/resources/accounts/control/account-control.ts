import type Stripe from 'stripe';
import type { Context } from '../../../core/context.js';
import { invalidRequest, missingParam } from '../../../core/errors.js';
import { p, paramsOf, type Infer } from '../../../core/params.js';
import { disconnect } from '../account.delete.js';
import { accounts, type AccountHidden } from '../account.resource.js';
import { applyChange } from '../account-state.js';
import { fillInTestData, submitDetails } from '../onboarding/complete-onboarding.js';
import { persons } from '../persons/person.resource.js';

const ACTIONS = [
  'complete_onboarding',
  'disable_capability',
  'restore_capability',
  'require',
  'fail_verification',
  'set_deadline',
  'clear_requirements',
  'block',
  'unblock',
  'reject',
  'unreject',
  'deauthorize',
] as const;

/** What `POST /_control/accounts/:id` takes, as a form or as JSON. */
export const controlParams = paramsOf<object>()({
  action: p.enum(ACTIONS).required(),
  /** `disable_capability`, `restore_capability`. */
  capability: p.string(),
  /** Of the capability. Default `inactive`. */
  status: p.enum(['inactive', 'pending']),
  /** `disable_capability`, `reject`. */
  disabled_reason: p.string(),
  /** `require`, `set_deadline`, e.g. `individual.verification.document`. */
  field: p.string(),
  /** Unix seconds. Default: what Stripe gives, 14 days. */
  deadline: p.timestamp(),
  /** From now, instead of `deadline`. */
  deadline_in_seconds: p.integer({ min: 0 }),
  error_code: p.string(),
  error_reason: p.string(),
  /** `block`, `unblock`. */
  ability: p.enum(['charges', 'payouts']),
  /** `complete_onboarding`. */
  business_type: p.enum(['individual', 'company', 'non_profit', 'government_entity']),
  format: p.enum(['html', 'json']),
});
export type ControlParams = Infer<typeof controlParams>;

/** Does to an account what Stripe, a bank or the seller would do. @returns the account, or undefined once it is gone */
export function controlAccount(owner: Context, id: string, params: ControlParams): Stripe.Account | undefined {
  const hidden = owner.hidden(accounts, id);
  switch (params.action) {
    case 'complete_onboarding':
      fillInTestData(owner, id, { fields: 'currently_due', businessType: params.business_type ?? 'individual' });
      return submitDetails(owner, id);
    case 'disable_capability':
    case 'restore_capability':
      return applyChange(owner, id, { hidden: overridden(hidden, params) });
    case 'require':
    case 'fail_verification':
      return applyChange(owner, id, { hidden: demanded(owner, id, params) });
    case 'set_deadline':
      return applyChange(owner, id, { hidden: deadlineSet(hidden, required(params.field, 'field'), owner, params) });
    case 'clear_requirements':
      return applyChange(owner, id, { hidden: { demands: [], deadlines: {} } });
    case 'block':
    case 'unblock':
      return applyChange(owner, id, {
        hidden: { blocks: { ...hidden.blocks, [required(params.ability, 'ability')]: params.action === 'block' } },
      });
    case 'reject':
      return applyChange(owner, id, { hidden: { rejection: params.disabled_reason ?? 'rejected.other' } });
    case 'unreject':
      return applyChange(owner, id, { hidden: { rejection: null } });
    case 'deauthorize':
      disconnect({ account: owner.require(accounts, id), owner, own: owner.as(id) });
      return undefined;
  }
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw missingParam(name);
  return value;
}

function overridden({ capabilities }: AccountHidden, params: ControlParams): Partial<AccountHidden> {
  const name = required(params.capability, 'capability');
  const state = capabilities[name];
  if (state === undefined) throw invalidRequest(`The account has not requested ${name}.`, { param: 'capability' });
  const override =
    params.action === 'restore_capability'
      ? null
      : { status: params.status ?? 'inactive', reason: params.disabled_reason ?? 'other' };
  return { capabilities: { ...capabilities, [name]: { ...state, override } } };
}

/** A failed verification is a document that is due, with Stripe's reason. */
function demanded(owner: Context, id: string, params: ControlParams): Partial<AccountHidden> {
  const own = owner.as(id);
  const hidden = owner.hidden(accounts, id);
  const isFailure = params.action === 'fail_verification';
  const [main] = own.all(persons, { representative: true });
  const isIndividual = owner.require(accounts, id).business_type === 'individual';
  const subject = isIndividual ? 'individual' : (main?.id ?? 'representative');
  const field = isFailure ? (params.field ?? `${subject}.verification.document`) : required(params.field, 'field');
  const code = params.error_code ?? (isFailure ? 'verification_document_not_readable' : undefined);
  const reason =
    params.error_reason ?? 'The document could not be read. Upload a colour photo of it, in focus, without glare.';
  const demand = { field, error: code === undefined ? null : { code, reason } };
  const demands = [...hidden.demands.filter((item) => item.field !== field), demand];
  const hasDeadline = params.deadline !== undefined || params.deadline_in_seconds !== undefined;
  if (isFailure && main !== undefined) forgetDocuments(own, main.id);
  return { demands, ...(hasDeadline ? deadlineSet(hidden, field, owner, params) : {}) };
}

/** What had passed before does not count any more. */
function forgetDocuments(own: Context, person: string): void {
  const hidden = own.hidden(persons, person);
  own.update(persons, person, {}, { ...hidden, documents: {} });
}

function deadlineSet(
  { deadlines }: AccountHidden,
  field: string,
  { now }: Context,
  params: ControlParams,
): Partial<AccountHidden> {
  const at = params.deadline ?? now + required(params.deadline_in_seconds, 'deadline_in_seconds');
  return { deadlines: { ...deadlines, [field]: at } };
}
