import { invalidRequest } from '../../core/errors.js';
import type { FaultRule, RequestEffect } from '../../core/faults.js';
import { p, parseShape, type RawHash } from '../../core/params.js';
import type { PageResponse } from '../../core/resource.js';
import { html, type Html } from '../../pages/html.js';
import { actions, button, field, select, table } from '../../pages/parts.js';
import { callForm, controlPage, live, UI, type Visit } from './layout.js';

const PLACE = `${UI}/faults`;

const EFFECTS = {
  error_500: ['Answer 500', { status: 500 }],
  rate_limit: ['Answer 429', { status: 429 }],
  slow: ['Wait 5 seconds', { delayMs: 5000 }],
  lost_before: ['Close the connection, nothing done', { close: true }],
  lost_after: ['Close the connection, all done', { close: true, when: 'after' }],
} as const satisfies Readonly<Record<string, readonly [string, RequestEffect]>>;

const WEBHOOK_EFFECTS = ['drop', 'delay', 'duplicate', 'reorder', 'wrong_signature'] as const;

const ruleShape = {
  kind: p.enum(['request', 'webhook', 'json']).required(),
  method: p.string(),
  path: p.string(),
  effect: p.enum(Object.keys(EFFECTS) as (keyof typeof EFFECTS)[]),
  event_type: p.string(),
  webhook_effect: p.enum(WEBHOOK_EFFECTS),
  count: p.integer({ min: 1 }),
  json: p.string(),
};

/** The rule that a form of this page describes. @throws StripeError when it makes no sense */
export function ruleOf(form: RawHash): Omit<FaultRule, 'id'> {
  const filled = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
  const {
    kind,
    method,
    path,
    effect,
    event_type: eventType,
    webhook_effect,
    count,
    json,
  } = parseShape(ruleShape, filled);
  const often = count === undefined ? {} : { count };
  if (kind === 'json') return parsed(json ?? '');
  if (kind === 'webhook')
    return {
      webhook: { effect: webhook_effect ?? 'drop', ...(eventType === undefined ? {} : { eventType }) },
      ...often,
    };
  const request = { ...(method === undefined ? {} : { method }), ...(path === undefined ? {} : { path }) };
  return { request, effect: EFFECTS[effect ?? 'error_500'][1], ...often };
}

function parsed(json: string): Omit<FaultRule, 'id'> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below.
  }
  throw invalidRequest('The rule must be a JSON object.');
}

/** Misfortunes in force, and forms to order more. */
export function faultList(visit: Visit): PageResponse {
  const { faults } = visit.emulator;
  const rows = faults.list.map(({ id, matched, applied, ...rule }) => [
    html`<code>${JSON.stringify(rule)}</code>`,
    `${applied} of ${matched}`,
    callForm(`DELETE /_emulator/faults/${id}`, PLACE, button('Remove', { look: 'small quiet' })),
  ]);
  const active = table({ headings: ['Rule', 'Applied', ''], rows, empty: 'Nothing goes wrong on purpose.' });
  return controlPage(
    visit,
    PLACE,
    'Faults',
    html`<section class="card">
        <h2>In force</h2>
        ${live('rules', active)}
      </section>
      <div class="columns">
        <section class="card">
          <h2>Requests</h2>
          ${ruleForm('request', requestFields())}
        </section>
        <section class="card">
          <h2>Webhooks</h2>
          ${ruleForm('webhook', webhookFields())}
        </section>
      </div>
      <section class="card">
        <details>
          <summary>A rule as JSON</summary>
          ${ruleForm(
            'json',
            html`<label for="json">Rule</label
              ><textarea id="json" name="json" rows="6" spellcheck="false">
{ "request": { "path": "/v1/payment_intents*" }, "effect": { "status": 500 }, "nth": 2 }</textarea>`,
          )}
        </details>
      </section>`,
  );
}

function ruleForm(kind: string, fields: Html): Html {
  return html`<form method="post" action="${PLACE}">
    <input type="hidden" name="kind" value="${kind}" />${fields}${actions(button('Add rule'))}
  </form>`;
}

function requestFields(): Html {
  const methods = ['GET', 'POST', 'DELETE'].map((name): [string, string] => [name, name]);
  const effects = Object.entries(EFFECTS).map(([name, [text]]): [string, string] => [name, text]);
  return html`${select({ label: 'Effect', name: 'effect', options: effects })}
  ${select({ label: 'Method', name: 'method', options: [['', 'any'], ...methods] })}
  ${field({ label: 'Path', name: 'path', placeholder: '/v1/payment_intents*', hint: '* stands for anything; empty for all' })}
  ${field({ label: 'How often', name: 'count', type: 'number', min: 1, value: 1, hint: 'Empty for always' })}`;
}

function webhookFields(): Html {
  const effects = WEBHOOK_EFFECTS.map((name): [string, string] => [name, name.replaceAll('_', ' ')]);
  return html`${select({ label: 'Effect', name: 'webhook_effect', options: effects })}
    ${field({ label: 'Event type', name: 'event_type', placeholder: 'payment_intent.*', hint: 'Empty for all' })}
    <label for="webhook-count">How often</label>
    <input id="webhook-count" name="count" type="number" min="1" value="1" />`;
}
