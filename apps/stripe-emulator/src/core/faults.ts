import { createHash } from 'node:crypto';

/** Which requests a rule is for; what is absent matches anything. */
export interface RequestMatch {
  readonly method?: string;
  /** Exact, or with `*` for any characters, e.g. `/v1/payment_intents/pi_*`. */
  readonly path?: string;
  /** Header name (lower case) to value. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Parameter by its form name to value, e.g. `metadata[operation_id]`. */
  readonly params?: Readonly<Record<string, string>>;
}

export interface RequestEffect {
  /** Answers this instead, before anything is changed (or after, with `when: 'after'`). */
  readonly status?: number;
  readonly error?: Readonly<Record<string, unknown>>;
  /** Waits first; milliseconds of real time. */
  readonly delayMs?: number;
  /** Closes the connection without an answer. */
  readonly close?: boolean;
  /** `before` (default): nothing was changed. `after`: the change was committed, only the answer is lost. */
  readonly when?: 'before' | 'after';
}

export type WebhookEffect = 'drop' | 'delay' | 'duplicate' | 'reorder' | 'wrong_signature';

export interface FaultRule {
  readonly id: string;
  readonly request?: RequestMatch;
  readonly effect?: RequestEffect;
  /** For deliveries instead of requests. `eventType` may end in `*`. */
  readonly webhook?: {
    readonly eventType?: string;
    readonly effect: WebhookEffect;
    /** Of `delay`: seconds of emulator time. */
    readonly delaySeconds?: number;
    /** Of `duplicate`: how often in all (2). */
    readonly times?: number;
    /** Of `reorder`: how many deliveries are mixed (8). */
    readonly window?: number;
  };
  /** Applies to the n-th match only, counted from 1. */
  readonly nth?: number;
  /** Applies this often, then never again. */
  readonly count?: number;
  /** 0 to 1, drawn from the seed. */
  readonly probability?: number;
}

interface ActiveRule {
  readonly rule: FaultRule;
  matched: number;
  applied: number;
}

export interface FaultSubject {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Looks a parameter up by its form name. */
  param(name: string): string | undefined;
}

/** Misfortunes to order. */
export class Faults {
  private readonly rules = new Map<string, ActiveRule>();
  private drawn = 0;
  private nextId = 1;

  constructor(private readonly seed = '0') {}

  add(rule: Omit<FaultRule, 'id'>): FaultRule {
    const withId = { ...rule, id: `fault_${this.nextId++}` };
    this.rules.set(withId.id, { rule: withId, matched: 0, applied: 0 });
    return withId;
  }

  remove(id: string): boolean {
    return this.rules.delete(id);
  }

  clear(): void {
    this.rules.clear();
    this.drawn = 0;
  }

  get list(): readonly (FaultRule & { matched: number; applied: number })[] {
    return [...this.rules.values()].map(({ rule, matched, applied }) => ({ ...rule, matched, applied }));
  }

  get isEmpty(): boolean {
    return this.rules.size === 0;
  }

  /** What is to befall a request; the first rule that applies wins. */
  forRequest(subject: FaultSubject): RequestEffect | undefined {
    return this.first((rule) => rule.effect !== undefined && matchesRequest(rule.request ?? {}, subject))?.effect;
  }

  /** What is to befall a delivery. */
  forWebhook(eventType: string): FaultRule['webhook'] {
    return this.first(
      ({ webhook }) =>
        webhook !== undefined && (webhook.eventType === undefined || globs(webhook.eventType, eventType)),
    )?.webhook;
  }

  /** A number from 0 to 1, the same from run to run. */
  random(): number {
    this.drawn += 1;
    return createHash('sha256').update(`${this.seed}:fault:${this.drawn}`).digest().readUInt32BE(0) / 2 ** 32;
  }

  private first(isMeant: (rule: FaultRule) => boolean): FaultRule | undefined {
    for (const active of this.rules.values()) {
      const { rule } = active;
      if (!isMeant(rule)) continue;
      active.matched += 1;
      if (rule.nth !== undefined && active.matched !== rule.nth) continue;
      if (rule.count !== undefined && active.applied >= rule.count) continue;
      if (rule.probability !== undefined && this.random() >= rule.probability) continue;
      active.applied += 1;
      return rule;
    }
    return undefined;
  }
}

function matchesRequest(match: RequestMatch, subject: FaultSubject): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== subject.method) return false;
  if (match.path !== undefined && !globs(match.path, subject.path)) return false;
  const headersMatch = Object.entries(match.headers ?? {}).every(
    ([name, value]) => subject.headers[name.toLowerCase()] === value,
  );
  return headersMatch && Object.entries(match.params ?? {}).every(([name, value]) => subject.param(name) === value);
}

/** `*` stands for any characters. Walks instead of compiling a pattern, so no pattern can be slow. */
export function globs(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at === -1 || at + part.length > text.length - last.length) return false;
    from = at + part.length;
  }
  return true;
}
