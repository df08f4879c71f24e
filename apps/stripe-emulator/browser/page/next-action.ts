import {
  callApi,
  hashAt,
  isHash,
  textAt,
  type ApiObject,
  type Credentials,
  type Params,
} from '../shared/api-client.js';
import { showChallenge } from './challenge-overlay.js';
import { outcomeOf, resultOf, type IntentName, type Result } from './results.js';

/** A promise that stays open: the page is being left. */
const LEAVING = new Promise<never>(() => undefined);

const POLLS = 60;
const PAUSE_MS = 1000;

export function leaveFor(url: string): Promise<never> {
  window.location.assign(url);
  return LEAVING;
}

export async function retrieveIntent(credentials: Credentials, { path, clientSecret }: IntentName) {
  return callApi(credentials, { method: 'GET', path, params: { client_secret: clientSecret } });
}

/** What is to be shown for an action, and how. */
type Plan =
  | { readonly kind: 'leave' | 'challenge' | 'show'; readonly url: string }
  | { readonly kind: 'poll' }
  | { readonly kind: 'none' };

const NOTHING: Plan = { kind: 'none' };

function planOf(intent: ApiObject): Plan {
  const action = hashAt(intent as unknown as Params, 'next_action');
  const type = textAt(action, 'type') ?? '';
  const details = hashAt(action, type);
  if (type === 'use_stripe_sdk') {
    const url = textAt(details, 'stripe_js');
    return url === undefined ? { kind: 'none' } : { kind: 'challenge', url };
  }
  if (type === 'blik_authorize' || type === 'await_notification') return { kind: 'poll' };
  const away = type === 'redirect_to_url' || type === 'alipay_handle_redirect' ? textAt(details, 'url') : undefined;
  if (away !== undefined) return { kind: 'leave', url: away };
  const shown = ['hosted_voucher_url', 'hosted_instructions_url', 'mobile_auth_url', 'data']
    .map((name) => textAt(details, name))
    .find((url) => url?.startsWith('http'));
  return shown === undefined ? { kind: 'none' } : { kind: 'show', url: shown };
}

/**
 * Does what an intent asks of the payer: a challenge, a code or a voucher over the page, waiting for an app, or a
 * redirect (which never resolves). Micro-deposits and bank transfers are the page's own to show.
 */
export async function handleAction(credentials: Credentials, name: IntentName, intent: ApiObject): Promise<Result> {
  const plan = intent['status'] === 'requires_action' ? planOf(intent) : NOTHING;
  if (plan.kind === 'none') return outcomeOf(intent);
  if (plan.kind === 'poll') return poll(credentials, name);
  if (plan.kind === 'leave') return leaveFor(plan.url);
  const hasAnswered = await showChallenge(credentials.url, plan.url);
  if (!hasAnswered && plan.kind === 'challenge') await cancelChallenge(plan.url);
  return outcomeNow(credentials, name);
}

async function outcomeNow(credentials: Credentials, name: IntentName): Promise<Result> {
  const after = await retrieveIntent(credentials, name);
  return after.error === undefined ? outcomeOf(after.object) : resultOf(after);
}

/** Waits for what the payer says in an app. */
async function poll(credentials: Credentials, name: IntentName): Promise<Result> {
  let result = await outcomeNow(credentials, name);
  for (let asked = 1; asked < POLLS && isWaiting(result); asked += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    result = await outcomeNow(credentials, name);
  }
  return result;
}

function isWaiting({ paymentIntent, setupIntent }: Result): boolean {
  const intent = paymentIntent ?? setupIntent;
  return isHash(intent) && intent['status'] === 'requires_action';
}

/** A challenge that was closed counts as failed, so that the payer can try again. */
async function cancelChallenge(address: string): Promise<void> {
  const url = new URL(address);
  url.searchParams.set('frame', '1');
  const body = new URLSearchParams({ result: 'cancel' });
  await fetch(url, { method: 'POST', mode: 'no-cors', body }).catch(() => undefined);
}
