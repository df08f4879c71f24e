import type { IncomingHttpHeaders } from 'node:http';
import { API_VERSION, requestedVersion } from '../api-version.js';
import { RequestContext } from '../request-context.js';
import type { Emulator } from '../emulator.js';
import { checkEphemeral } from '../ephemeral-keys.js';
import { asStripeError, invalidRequest, StripeError, unauthenticated } from '../errors.js';
import type { RawHash } from '../params.js';
import type { Caller } from '../platforms.js';
import type { Route } from '../resource.js';
import { Download } from './download.js';
import { expandPaths, Presenter } from './expand.js';
import { apiKeyOf, headerOf, textOf } from './headers.js';
import { Idempotency, type Claim } from './idempotency.js';
import type { Match } from './router.js';

/** A request of the API, decoded. */
export interface ApiRequest {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Query and body together, as Stripe reads them. */
  readonly params: RawHash;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: object;
  readonly account: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is known of a request before it runs. */
export interface Admitted {
  readonly caller: Caller;
  readonly account: string;
  readonly apiVersion: string;
  readonly isVersionNamed: boolean;
  readonly match: Match<Route>;
  readonly params: RawHash;
  readonly idempotencyKey: string | undefined;
}

interface Result {
  readonly status: number;
  readonly body: object;
}

/** What a fault rule does to a request that runs. */
export interface Interference {
  /** Waited for while the idempotency key is taken. */
  readonly hold?: (() => Promise<void>) | undefined;
  /** Answered, and kept under the key, in place of what came out. */
  readonly instead?: Result | undefined;
}

/** From a decoded request to an answer: who asks, whether they may, once only, and in one transaction. */
export class Api {
  private readonly presenter: Presenter;
  private readonly idempotency: Idempotency;

  constructor(private readonly emulator: Emulator) {
    this.presenter = new Presenter(emulator.registry);
    this.idempotency = new Idempotency(emulator.store);
  }

  /** Checks all that does not depend on parameters. @throws StripeError 400, 401, 403, 404 */
  admit(request: ApiRequest): Admitted {
    const { platforms } = this.emulator;
    const fromHeader = apiKeyOf(request.headers.authorization);
    // Stripe.js sends its publishable key as a parameter.
    const { key: keyParam, _stripe_account: accountParam, _stripe_version: versionParam, ...params } = request.params;
    // OAuth's calls name the secret key as a client's secret.
    const clientSecret = request.path.startsWith('/oauth/') ? textOf(params['client_secret']) : undefined;
    const key = fromHeader ?? clientSecret ?? textOf(keyParam);
    const caller = platforms.identify(key);
    const accountHeader =
      headerOf(request.headers, 'stripe-account') ??
      headerOf(request.headers, 'stripe-context') ??
      textOf(accountParam);
    const account = platforms.accountFor(caller, accountHeader);
    const namedVersion = headerOf(request.headers, 'stripe-version') ?? textOf(versionParam);
    const apiVersion = requestedVersion(namedVersion);
    const isVersionNamed = namedVersion !== undefined;
    const match = this.emulator.registry.router.find(request.method, request.path);
    const isRemoved = isVersionNamed && match !== undefined && isRemovedIn(match.value, apiVersion);
    if (match === undefined || isRemoved) throw unrecognizedUrl(request);
    const route = match.value;
    if (caller.key.kind === 'publishable' && route.publishable === undefined)
      throw new StripeError(
        403,
        'invalid_request_error',
        'This API call cannot be made with a publishable API key. Please use a secret API key.',
        { code: 'secret_key_required' },
      );
    platforms.checkPermission(caller, route.permission, request.method === 'GET');
    checkEphemeral(this.emulator, caller, route, match.path, params);
    const isOnce = request.method === 'POST' && /^\/v[12]\//.test(request.path);
    const idempotencyKey = isOnce ? headerOf(request.headers, 'idempotency-key') : undefined;
    return { caller, account, apiVersion, isVersionNamed, match, params, idempotencyKey };
  }

  /** Runs an admitted request, once per idempotency key. */
  async run(request: ApiRequest, admitted: Admitted, interference: Interference = {}): Promise<ApiAnswer> {
    const answer = await this.runOnce(request, admitted, interference);
    const { apiVersion, caller, match } = admitted;
    const { status, body } = answer;
    const isPublishable = caller.key.kind === 'publishable';
    const { method, path } = match.value;
    this.emulator.settings.onAnswer?.({ method, path, status, body, apiVersion, isPublishable });
    return answer;
  }

  private async runOnce(request: ApiRequest, admitted: Admitted, { hold, instead }: Interference): Promise<ApiAnswer> {
    const { account, params, idempotencyKey } = admitted;
    const headers: Record<string, string> = {
      'Stripe-Version': admitted.apiVersion,
      ...(account === admitted.caller.platform.id ? {} : { 'Stripe-Account': account }),
      ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
    };
    if (idempotencyKey === undefined) {
      await hold?.();
      return { ...this.execute(request, admitted, null, instead), account, headers };
    }
    const now = this.emulator.clock.now;
    const held = this.idempotency.claim(account, idempotencyKey, request.path, params, now);
    if ('kept' in held) {
      const { status, body, requestId } = held.kept;
      const replayed = { ...headers, 'Idempotent-Replayed': 'true', 'Original-Request': requestId };
      return { status, body, account, headers: replayed };
    }
    try {
      await hold?.();
      const executed = { ...headers, 'Original-Request': request.id };
      return { ...this.execute(request, admitted, held.claim, instead), account, headers: executed };
    } finally {
      this.idempotency.release(held.claim);
    }
  }

  private execute(request: ApiRequest, admitted: Admitted, claim: Claim | null, instead: Result | undefined): Result {
    const { emulator } = this;
    const now = emulator.clock.now;
    const kept = (result: Result): Result => {
      if (claim !== null) this.idempotency.keep(claim, { ...result, requestId: request.id }, now);
      return result;
    };
    const refused = (error: unknown): { refusal: StripeError; result: Result } => {
      const refusal = asStripeError(error);
      return { refusal, result: { status: refusal.status, body: refusal.body(requestLogUrl(request.id, now)) } };
    };
    const work = (): Result => {
      try {
        const body = this.handle(request, admitted, now);
        return kept(instead ?? { status: 200, body });
      } catch (error) {
        // A decline and what it leaves behind are kept together.
        if (error instanceof StripeError && error.keepsChanges) kept(refused(error).result);
        throw error;
      }
    };
    try {
      return request.method === 'GET' ? work() : emulator.transaction(work);
    } catch (error) {
      const { refusal, result } = refused(error);
      if (refusal.isStoredUnderIdempotencyKey && !refusal.keepsChanges) emulator.transaction(() => kept(result));
      return result;
    }
  }

  private handle(request: ApiRequest, admitted: Admitted, now: number): object {
    const { caller, account, apiVersion, match, idempotencyKey } = admitted;
    const { expand, ...params } = admitted.params;
    const paths = expandPaths(expand);
    const expands = paths.map((path) => path.join('.'));
    const parsed = beforeExecution(() => match.value.params.parse(params)) as never;
    const scope = {
      account,
      platform: caller.platform,
      apiVersion,
      isVersionNamed: admitted.isVersionNamed,
      eventVersion: API_VERSION,
      key: caller.key,
      now,
      cause: { requestId: request.id, idempotencyKey: idempotencyKey ?? null },
    };
    const ctx = new RequestContext(this.emulator.engine, scope, parsed, match.path, request.path, expands);
    this.checkClientSecret(match, ctx, params['client_secret']);
    const answer = match.value.handle(ctx);
    return answer instanceof Download ? answer : this.presenter.show(answer, ctx.view, paths);
  }

  private checkClientSecret({ value, path }: Match<Route>, ctx: RequestContext, given: unknown): void {
    if (value.publishable !== 'client_secret') return;
    const isBrowser = ctx.key.kind === 'publishable';
    if (!isBrowser && given === undefined) return;
    const id = Object.values(path)[0] ?? '';
    const row = this.emulator.store.locate(id);
    const secret = (row?.object as { client_secret?: string } | undefined)?.client_secret;
    if (row !== undefined && row.account === ctx.account && secret !== undefined && secret === given) return;
    if (row === undefined && given !== undefined) return; // what there is not, the handler says
    if (given === undefined) throw unauthenticated('A client_secret must be provided when using a publishable key.');
    throw invalidRequest(
      `The client_secret provided does not match any associated ${row?.resource.label ?? 'object'} on this account.`,
      { param: 'client_secret', code: 'resource_missing' },
    );
  }
}

/** Where Stripe's dashboard would show the request. */
export function requestLogUrl(requestId: string, now: number): string {
  return `https://dashboard.stripe.com/test/logs/${requestId}?t=${now}`;
}

/** Who names no version is an older client as likely as a newer one, and may call what either knows. */
function isRemovedIn(route: Route, apiVersion: string): boolean {
  return route.removedIn !== undefined && apiVersion.slice(0, 10) >= route.removedIn.slice(0, 10);
}

function unrecognizedUrl({ method, path }: ApiRequest): StripeError {
  const hint = path.length > 1 && path.endsWith('/') ? ` ${TRAILING_SLASH}` : '';
  return new StripeError(
    404,
    'invalid_request_error',
    `Unrecognized request URL (${method}: ${path.slice(0, 200)}).${hint} Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  );
}

const TRAILING_SLASH =
  'If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code.';

/** What refuses a request before anything was executed is not kept under its idempotency key. */
function beforeExecution<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StripeError) error.isBeforeExecution = true;
    throw error;
  }
}
