import type Stripe from 'stripe';
import { html, type Html } from '../../../pages/html.js';
import { page } from '../../../pages/page.js';
import { actions, alert, button, checkbox, field as input, notice, pairs, select } from '../../../pages/parts.js';
import type { PageResponse } from '../../../core/resource.js';
import type { Field, Step } from './onboarding.steps.js';

export interface OnboardingView {
  readonly account: Stripe.Account;
  readonly person: Stripe.Person | undefined;
  readonly steps: readonly Step[];
  readonly current: Step;
  /** Requirements that are still open. */
  readonly missing: readonly string[];
  readonly problems: readonly string[];
  /** Address that the form is sent to. */
  readonly action: string;
}

/** The hosted onboarding page at one of its steps. */
export function onboardingPage(view: OnboardingView): PageResponse {
  const { steps, current, action, problems } = view;
  const errors = (view.account.requirements?.errors ?? []).map((error) => error.reason);
  const isLast = current.id === 'review';
  const inner = isLast ? reviewOf(view) : current.fields.map((field) => inputOf(field, view));
  const forward = isLast
    ? button('Agree and submit', { name: 'action', value: 'submit' })
    : button('Continue', { name: 'action', value: 'continue' });
  const step = html`<input type="hidden" name="step" value="${current.id}" />`;
  const quiet = { name: 'action', look: 'quiet', skipsChecks: true } as const;
  return page({
    title: `${current.title} - account setup`,
    status: problems.length === 0 ? 200 : 400,
    body: html`<nav aria-label="Steps">
        <ol class="steps">
          ${steps.map((one, index) => stepLink(one, index, view))}
        </ol>
      </nav>
      <p class="note">Step ${steps.indexOf(current) + 1} of ${steps.length}</p>
      <h1>${current.title}</h1>
      ${alert([...problems, ...errors])}
      <form class="card" method="post" action="${action}">
        ${step}${inner}${actions(forward, button('Save and finish later', { ...quiet, value: 'save' }))}
      </form>
      <form class="card" method="post" action="${action}">
        ${step}
        <h2>Test data</h2>
        <p class="note">Fills in whatever is missing with values that pass Stripe's verification.</p>
        ${actions(
          button('Use test data', { ...quiet, value: 'test_data' }),
          button('Use test data and finish', { ...quiet, value: 'complete' }),
        )}
      </form>`,
  });
}

function stepLink(step: Step, index: number, { steps, current, action }: OnboardingView): Html {
  const isBefore = index < steps.indexOf(current);
  const here = step === current && html` aria-current="step"`;
  return html`<li class="${isBefore ? 'done' : ''}">
    <a href="${action}?step=${step.id}" aria-label="${step.title}" ${here}><span>${step.title}</span></a>
  </li>`;
}

function inputOf(field: Field, view: OnboardingView): Html {
  const value = valueOf(field.name, view);
  const { label, name, hint } = field;
  if (field.kind === 'checkbox') return checkbox({ label, name, isChecked: value === 'true' });
  if (field.options !== undefined)
    return select({ label, name, hint, value, options: [['', 'Choose'], ...Object.entries(field.options)] });
  const { kind = 'text', autocomplete } = field;
  return input({
    ...{ label, name, hint, value },
    ...(kind === 'number' ? { inputmode: 'numeric' } : { type: kind }),
    ...(autocomplete === undefined ? {} : { autocomplete }),
  });
}

/** What is known already, as the form shows it. */
function valueOf(name: string, { account, person }: OnboardingView): string {
  const [subject = '', ...path] = name.replaceAll(']', '').split('[');
  let value: unknown = subject === 'individual' ? person : account[subject as keyof Stripe.Account];
  for (const key of path)
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function reviewOf({ missing, account }: OnboardingView): Html {
  const open = missing.filter((field) => !field.startsWith('tos_acceptance.'));
  const bank = account.external_accounts?.data[0];
  const list =
    open.length === 0
      ? notice('Everything that is needed has been given.', 'ok')
      : notice(
          html`Still missing:
            <ul>
              ${open.map((field) => html`<li>${wordsOf(field)} <code>${field}</code></li>`)}
            </ul>`,
        );
  return html`${pairs([
    ['Country', account.country],
    ['Type', account.business_type ?? 'not chosen'],
    ['Payouts to', bank === undefined ? 'no account yet' : `account ending in ${bank.last4}`],
  ])}${list}${checkbox({ label: 'I accept the terms of service', name: 'tos_accepted' })}`;
}

/** `individual.address.line1` becomes `Address line1`. */
function wordsOf(requirement: string): string {
  const words = requirement.split('.').slice(1).join(' ').replaceAll('_', ' ');
  return (words === '' ? requirement.replaceAll('_', ' ') : words).replace(/^./, (first) => first.toUpperCase());
}
