import type Stripe from 'stripe';
import { alertOf, escape, pageOf } from '../pages/html.js';
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
export function onboardingPage(view: OnboardingView): string {
  const { steps, current, action } = view;
  const index = steps.indexOf(current);
  const errors = (view.account.requirements?.errors ?? []).map((error) => error.reason);
  const inner = current.id === 'review' ? reviewOf(view) : current.fields.map((field) => inputOf(field, view)).join('');
  const isLast = current.id === 'review';
  return pageOf(
    `${current.title} - account setup`,
    `<p class="note">Step ${index + 1} of ${steps.length}</p><h1>${escape(current.title)}</h1>
${alertOf([...view.problems, ...errors])}
<form class="card" method="post" action="${escape(action)}">
<input type="hidden" name="step" value="${current.id}">${inner}
<p>${isLast ? button('submit', 'Agree and submit') : button('continue', 'Continue')}${button('save', 'Save and finish later', true)}</p>
</form>
<form method="post" action="${escape(action)}"><input type="hidden" name="step" value="${current.id}">
${button('test_data', 'Use test data', true)}${button('complete', 'Use test data and finish', true)}</form>
<nav class="note" aria-label="Steps">${steps.map((step) => link(step, current, action)).join(' &middot; ')}</nav>`,
  );
}

function button(action: string, label: string, isQuiet = false): string {
  return `<button type="submit" name="action" value="${action}"${isQuiet ? ' class="quiet" formnovalidate' : ''}>${escape(label)}</button>`;
}

function link(step: Step, current: Step, action: string): string {
  const isHere = step === current ? ' aria-current="step"' : '';
  return `<a href="${escape(action)}?step=${step.id}"${isHere}>${escape(step.title)}</a>`;
}

function inputOf(field: Field, view: OnboardingView): string {
  const id = field.name.replaceAll(/[^a-z0-9]+/gi, '-');
  const value = valueOf(field.name, view);
  const hint = field.hint === undefined ? '' : `<small id="${id}-hint">${escape(field.hint)}</small>`;
  const described = field.hint === undefined ? '' : ` aria-describedby="${id}-hint"`;
  const complete = field.autocomplete === undefined ? '' : ` autocomplete="${field.autocomplete}"`;
  if (field.kind === 'checkbox')
    return `<label class="choice" for="${id}"><input type="checkbox" id="${id}" name="${field.name}" value="true"${value === 'true' ? ' checked' : ''}>${escape(field.label)}</label>`;
  const label = `<label for="${id}">${escape(field.label)}</label>${hint}`;
  if (field.options !== undefined) {
    const options = Object.entries(field.options).map(
      ([key, text]) => `<option value="${escape(key)}"${key === value ? ' selected' : ''}>${escape(text)}</option>`,
    );
    return `${label}<select id="${id}" name="${field.name}"${described}><option value="">Choose</option>${options.join('')}</select>`;
  }
  const numeric = field.kind === 'number' ? ' inputmode="numeric"' : '';
  const type = field.kind === 'number' ? 'text' : (field.kind ?? 'text');
  return `${label}<input type="${type}" id="${id}" name="${field.name}" value="${escape(value)}"${numeric}${complete}${described}>`;
}

/** What is known already, as the form shows it. */
function valueOf(name: string, { account, person }: OnboardingView): string {
  const [subject = '', ...path] = name.replaceAll(']', '').split('[');
  let value: unknown = subject === 'individual' ? person : account[subject as keyof Stripe.Account];
  for (const key of path)
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function reviewOf({ missing, account }: OnboardingView): string {
  const open = missing.filter((field) => !field.startsWith('tos_acceptance.'));
  const bank = account.external_accounts?.data[0];
  const list =
    open.length === 0
      ? '<p>Everything that is needed has been given.</p>'
      : `<p>Still missing:</p><ul>${open.map((field) => `<li><code>${escape(field)}</code></li>`).join('')}</ul>`;
  return `<dl><dt>Country</dt><dd>${escape(account.country ?? '')}</dd><dt>Type</dt><dd>${escape(account.business_type ?? 'not chosen')}</dd>
<dt>Payouts to</dt><dd>${bank === undefined ? 'no account yet' : `account ending in ${escape(bank.last4)}`}</dd></dl>${list}
<label class="choice" for="tos"><input type="checkbox" id="tos" name="tos_accepted" value="true">I accept the terms of service</label>`;
}
