import { API_VERSION } from '../core/api-version.js';
import type { AnswerObserver } from '../core/emulator.js';
import type { RunningEmulator } from '../index.js';
import { loadContract, type Contract, type Schema } from './contract.js';
import { addressOf } from './scope.js';
import { differences } from './validate.js';

/** The fields of an error, beside its object, as the SDK's error classes read them. */
const ERROR_FIELDS: Readonly<Record<string, 'string' | 'object'>> = {
  advice_code: 'string',
  charge: 'string',
  code: 'string',
  decline_code: 'string',
  doc_url: 'string',
  message: 'string',
  network_advice_code: 'string',
  network_decline_code: 'string',
  param: 'string',
  payment_intent: 'object',
  payment_method: 'object',
  payment_method_type: 'string',
  request_log_url: 'string',
  setup_intent: 'object',
  source: 'object',
  type: 'string',
  user_message: 'string',
};
/** Fields that Stripe sends although its SDK does not type them (any more). */
const UNTYPED = ['associated_objects', 'balance_transaction', 'destination', 'dispute', 'order', 'wallet'];
/** An event that connected accounts get and the SDK does not type. */
const UNTYPED_EVENT = '"payment.created" is not';
const isUntyped = (line: string): boolean =>
  line.includes(UNTYPED_EVENT) || UNTYPED.some((name) => line.endsWith(`${name}: the SDK knows no such field`));

const ERROR_TYPES = ['api_error', 'card_error', 'idempotency_error', 'invalid_request_error', 'invalid_grant'];

/**
 * Watches what an emulator answers and emits while other tests use it, and collects what differs from the SDK's types.
 *
 * @example
 * const conformance = new Conformance();
 * const running = await startEmulator({ onAnswer: conformance.onAnswer });
 * conformance.watchEvents(running);
 * ... afterAll(() => expect(conformance.problems).toEqual([]));
 */
export class Conformance {
  /** How many answers and events were checked. */
  checked = 0;
  private readonly contract: Contract = loadContract();
  private readonly answers = new Map<string, Schema>();
  private readonly objects = new Map<string, Schema>();
  private readonly found = new Set<string>();

  constructor() {
    for (const { method, path, answer } of this.contract.calls) {
      const address = addressOf(method, path);
      const known = this.answers.get(address);
      this.answers.set(address, known === undefined ? answer : { anyOf: [known, answer] });
    }
    for (const [name, schema] of Object.entries(this.contract.definitions)) {
      const object = schema.properties?.['object']?.const;
      // `Customers#Customer`, not its params or the objects inside of it.
      if (typeof object === 'string' && /^[^.]+$/.test(name) && !name.includes('#Deleted'))
        if (!this.objects.has(object)) this.objects.set(object, { $ref: name });
    }
  }

  /** What differs, each once, with the call or the event in which it was seen. */
  get problems(): readonly string[] {
    return [...this.found].sort();
  }

  readonly onAnswer: AnswerObserver = ({ method, path, status, body, apiVersion, isPublishable }) => {
    if (apiVersion !== API_VERSION || isPublishable) return;
    this.checked += 1;
    const call = `${method} ${path}`;
    if (status >= 400) this.add(`${call} ${status}`, path.startsWith('/v2') ? [] : errorDifferences(body));
    else this.add(call, this.check(body, this.answers.get(addressOf(method, path)) ?? this.schemaOf(body)));
  };

  /** Checks each event against the type of its own name from now on. */
  watchEvents({ emulator }: RunningEmulator): void {
    emulator.store.observe('event', {
      added: (row) => {
        const event = row.object as unknown as { type: string; data: { object: object } };
        this.checked += 1;
        this.add(`event ${event.type}`, this.checkEvent(event));
      },
      removed: () => undefined,
      reset: () => undefined,
    });
  }

  private checkEvent(event: { readonly type: string; readonly data: { readonly object: object } }): string[] {
    const schema = this.contract.events[event.type];
    return schema === undefined
      ? this.check(event.data.object, this.schemaOf(event.data.object))
      : this.check(event, schema);
  }

  private schemaOf(body: object): Schema {
    const { object, data } = body as { object?: string; data?: unknown };
    if (object !== 'list' || !Array.isArray(data)) return this.objects.get(object ?? '') ?? {};
    const [first] = data as { object?: string }[];
    return {
      properties: { data: { type: 'array', items: this.objects.get(first?.object ?? '') ?? {} } },
      additionalProperties: {},
    };
  }

  private check(value: object, schema: Schema): string[] {
    return differences(value, schema, this.contract.definitions);
  }

  private add(where: string, lines: readonly string[]): void {
    for (const line of lines) if (!isUntyped(line)) this.found.add(`${where}: ${line.replaceAll(/\[\d+\]/g, '[]')}`);
  }
}

function errorDifferences(body: object): string[] {
  const { error } = body as { error?: Readonly<Record<string, unknown>> | string };
  // OAuth has errors of its own.
  if (typeof error === 'string') return [];
  if (typeof error !== 'object') return ['an error without error'];
  const wrong = Object.entries(error).flatMap(([name, value]) =>
    ERROR_FIELDS[name] === typeof value ? [] : [`error.${name}: ${JSON.stringify(value)}`],
  );
  const hasType = ERROR_TYPES.includes(String(error['type']));
  return [...wrong, ...(hasType ? [] : ['error.type'])];
}
