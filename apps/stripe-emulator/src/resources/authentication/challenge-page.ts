import type { PageResponse } from '../../core/resource.js';
import { html } from '../../pages/html.js';
import { page } from '../../pages/page.js';
import { actions, button } from '../../pages/parts.js';

export interface ChallengeText {
  readonly title: string;
  readonly merchant: string | null;
  /** E.g. `$25.00`; null where nothing is paid. */
  readonly amount: string | null;
  readonly subject: string;
  readonly complete: string;
  readonly fail: string;
  /** The page around it says already that this is a test. */
  readonly isFramed?: boolean;
}

/** The question: two buttons that post `result=complete` or `result=fail`. */
export function challengePage(text: ChallengeText): PageResponse {
  const { title, merchant, amount, subject, complete, fail, isFramed = false } = text;
  return page({
    title,
    ...(isFramed ? { top: null } : {}),
    body: html`<form class="card" method="post">
      <h1>${title}</h1>
      ${merchant !== null && html`<p class="note">Payment to ${merchant}</p>`}
      ${amount !== null && html`<p class="amount">${amount}</p>`}
      <p>${subject}</p>
      ${actions(
        button(complete, { name: 'result', value: 'complete', id: 'test-source-authorize-3ds' }),
        button(fail, { name: 'result', value: 'fail', id: 'test-source-fail-3ds', look: 'quiet' }),
      )}
    </form>`,
  });
}

const TELL = `
const { intent, status } = document.getElementById('answer').dataset;
const target = window.parent === window ? window.opener : window.parent;
if (target) target.postMessage({ type: 'stripe-emulator:challenge', intent, status }, '*');
`;

/** Shown where there is no page to go back to, as in Stripe.js' frame: it tells the page around it. */
export function answeredPage(intent: string, status: string): PageResponse {
  return page({
    title: 'Thank you',
    body: html`<div class="card" id="answer" data-intent="${intent}" data-status="${status}">
      <h1>Thank you</h1>
      <p>You may close this page.</p>
    </div>`,
    script: TELL,
  });
}
