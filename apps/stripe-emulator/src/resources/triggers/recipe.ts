import type { Context } from '../../core/context.js';
import { StripeError } from '../../core/errors.js';
import { isHash, type RawHash, type RawValue } from '../../core/params.js';
import type { Method, Trigger } from '../../core/resource.js';
import { enabledAccount } from '../accounts/account.triggers.js';

/** One step of a recipe. */
export interface Step {
  /** A call of the API; `$0.id` in it stands for a field of what the first step answered. */
  readonly call?: readonly [Method, string, RawHash?];
  /** What is planned under this name happens now. */
  readonly due?: string;
  /** Answers a connected account that may charge and be paid. */
  readonly seller?: true;
  /** Acts as the account that an earlier step answered. */
  readonly as?: string;
}

export const post = (path: string, params: RawHash = {}): Step => ({ call: ['POST', path, params] });
export const get = (path: string, params: RawHash = {}): Step => ({ call: ['GET', path, params] });
export const del = (path: string): Step => ({ call: ['DELETE', path] });
export const due = (action: string): Step => ({ due: action });
export const seller: Step = { seller: true };
/** @param account e.g. `$0.id` */
export const by = (account: string, step: Step): Step => ({ ...step, as: account });

/** Makes an event happen the way a user of the API would: by calls, and by what is planned coming true. */
export function recipe(...steps: readonly Step[]): Trigger {
  return (ctx, overrides) => {
    const answers: object[] = [];
    steps.forEach((step, index) => {
      answers.push(run(ctx, step, answers, index === 0 ? overrides : {}));
    });
  };
}

function run(ctx: Context, step: Step, answers: readonly object[], overrides: RawHash): object {
  const own = step.as === undefined ? ctx : ctx.as(filledText(step.as, answers));
  if (step.seller === true) return enabledAccount(ctx).account;
  if (step.due !== undefined) {
    if (!ctx.engine.hasten(own, step.due)) throw new Error(`nothing is planned as ${step.due}`);
    return {};
  }
  const [method, path, params = {}] = step.call ?? ['GET', ''];
  const given = { ...filledHash(params, answers), ...overrides };
  try {
    return own.engine.call(own, method, filledText(path, answers), given);
  } catch (error) {
    // A decline leaves what is wanted behind.
    if (error instanceof StripeError && error.keepsChanges) return declined(error);
    throw error;
  }
}

function declined({ details }: StripeError): object {
  const { extra } = details;
  return extra?.['payment_intent'] ?? extra?.['setup_intent'] ?? {};
}

/** Puts the fields of earlier answers in the place of `$1.latest_charge`. */
function filled(value: RawValue, answers: readonly object[]): RawValue {
  if (typeof value === 'string') return filledText(value, answers);
  if (Array.isArray(value)) return value.map((item: RawValue) => filled(item, answers));
  return isHash(value) ? filledHash(value, answers) : value;
}

function filledHash(hash: RawHash, answers: readonly object[]): RawHash {
  return Object.fromEntries(Object.entries(hash).map(([name, inner]) => [name, filled(inner, answers)]));
}

function filledText(text: string, answers: readonly object[]): string {
  return text.replaceAll(/\$(\d)((?:\.\w+)+)/g, (_, step: string, path: string) =>
    String(fieldOf(answers[Number(step)], path.slice(1).split('.'))),
  );
}

function fieldOf(object: unknown, path: readonly string[]): unknown {
  const [first = '', ...rest] = path;
  const value = (object as Record<string, unknown> | undefined)?.[first];
  if (value === undefined) throw new Error(`no ${path.join('.')} to go on with`);
  return rest.length === 0 ? value : fieldOf(value, rest);
}
