import { callApi, hashAt, textAt, type ApiObject, type Credentials, type Params } from '../shared/api-client.js';
import { showChallenge } from './challenge-overlay.js';
import { outcomeOf, resultOf, type IntentName, type Result } from './results.js';

/** A promise that stays open: the page is being left. */
const LEAVING = new Promise<never>(() => undefined);

export function leaveFor(url: string): Promise<never> {
  window.location.assign(url);
  return LEAVING;
}

export async function retrieveIntent(credentials: Credentials, { path, clientSecret }: IntentName) {
  return callApi(credentials, { method: 'GET', path, params: { client_secret: clientSecret } });
}

/**
 * Does what an intent asks of the payer: a challenge in a frame, or a redirect (which never resolves). Other actions
 * (micro-deposits, vouchers) are the page's own to show.
 */
export async function handleAction(credentials: Credentials, name: IntentName, intent: ApiObject): Promise<Result> {
  const action = hashAt(intent as unknown as Params, 'next_action');
  if (intent['status'] !== 'requires_action') return outcomeOf(intent);
  const redirect = hashAt(action, 'redirect_to_url');
  const away = textAt(redirect, 'url');
  if (away !== undefined) return leaveFor(away);
  const challenge = textAt(hashAt(action, 'use_stripe_sdk'), 'stripe_js');
  if (challenge === undefined) return outcomeOf(intent);
  const hasAnswered = await showChallenge(credentials.url, challenge);
  if (!hasAnswered) await cancelChallenge(challenge);
  const after = await retrieveIntent(credentials, name);
  return after.error === undefined ? outcomeOf(after.object) : resultOf(after);
}

/** A challenge that was closed counts as failed, so that the payer can try again. */
async function cancelChallenge(address: string): Promise<void> {
  const body = new URLSearchParams({ result: 'cancel' });
  const url = new URL(address);
  url.searchParams.set('frame', '1');
  await fetch(url, { method: 'POST', mode: 'no-cors', body }).catch(() => undefined);
}
