import type { ApiKey, Platform } from './context.js';
import type { Emulator } from './emulator.js';
import { ephemeralCaller, isEphemeral } from './ephemeral-keys.js';
import { forbidden, StripeError, unauthenticated } from './errors.js';
import { CORE, platformRows, type GrantedKey } from './internal-resources.js';
import type { KeyEntry, PermissionLevel } from './key-file.js';

export interface Caller {
  readonly key: ApiKey;
  readonly platform: Platform;
  readonly permissions: Readonly<Record<string, PermissionLevel>> | null;
  /** For the key of an app: in whose name it asks. */
  readonly bearer?: { readonly account: string; readonly customer: string };
  /** The connected account that the key itself belongs to. */
  readonly acts?: string;
}

/** Default currencies of the countries a platform is usually set up in; the euro where none is listed. */
const CURRENCIES: Readonly<Record<string, string>> = {
  AE: 'aed',
  AU: 'aud',
  BR: 'brl',
  CA: 'cad',
  CH: 'chf',
  CZ: 'czk',
  DK: 'dkk',
  GB: 'gbp',
  GI: 'gbp',
  HK: 'hkd',
  HU: 'huf',
  IN: 'inr',
  JP: 'jpy',
  LI: 'chf',
  MX: 'mxn',
  MY: 'myr',
  NO: 'nok',
  NZ: 'nzd',
  PL: 'pln',
  RO: 'ron',
  SE: 'sek',
  SG: 'sgd',
  TH: 'thb',
  US: 'usd',
};

/** @param country ISO 3166, two letters */
export function defaultCurrencyOf(country: string): string {
  return CURRENCIES[country] ?? 'eur';
}

const KEY_FORM = /^(sk|rk|pk)_test_\w{1,250}$/;

/** Platform accounts and the keys that open them. */
export class Platforms {
  private readonly platforms = new Map<string, Platform>();
  private readonly keys: ReadonlyMap<string, KeyEntry> | null;
  private defaultId = '';

  constructor(
    private readonly emulator: Emulator,
    entries: readonly KeyEntry[] | null,
    private readonly country: string,
  ) {
    this.keys = entries === null ? null : new Map(entries.map((entry) => [entry.key, entry]));
  }

  /** The account of pages and of keys without a key file. */
  get default(): Platform {
    return this.byId(this.defaultId);
  }

  get all(): readonly Platform[] {
    return [...this.platforms.values()];
  }

  byId(id: string): Platform {
    const platform = this.platforms.get(id);
    if (platform === undefined) throw new Error(`${id} is no platform account`);
    return platform;
  }

  /** The platform that owns an account: itself, or the one it is connected to. */
  ownerOf(account: string): Platform {
    const own = this.platforms.get(account);
    if (own !== undefined) return own;
    return this.byId(this.emulator.store.find('account', '', account)?.account ?? this.defaultId);
  }

  /** Reads back the platform accounts, and sets up those that are not there yet. */
  setUp(): void {
    this.platforms.clear();
    for (const { object } of this.emulator.store.all(platformRows, CORE)) {
      this.add(object.account, object.country);
      if (object.isDefault) this.defaultId = object.account;
    }
    const wanted = [...(this.keys?.values() ?? [])];
    if (wanted.length === 0 && this.platforms.size === 0) {
      this.create(this.emulator.ids.next('acct'), this.country, true);
    }
    for (const { account, country } of wanted)
      if (!this.platforms.has(account)) this.create(account, country ?? this.country, this.platforms.size === 0);
    this.defaultId = wanted[0]?.account ?? this.defaultId;
  }

  /** Who is asking. @throws StripeError 401 */
  identify(key: string | undefined): Caller {
    if (key === undefined || key === '')
      throw unauthenticated(
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
      );
    if (isEphemeral(key)) return ephemeralCaller(this.emulator, key);
    const granted = this.emulator.store.locate(`_key/${key}`)?.object as GrantedKey | undefined;
    if (granted !== undefined) return grantedCaller(key, granted, this.byId(granted.platform));
    const kind = KEY_FORM.exec(key)?.[1];
    const entry = this.keys?.get(key);
    if (kind === undefined || (this.keys !== null && entry === undefined))
      throw unauthenticated(`Invalid API Key provided: ${masked(key)}`);
    const named = { sk: 'secret', rk: 'restricted', pk: 'publishable' } as const;
    return {
      key: { kind: named[kind as keyof typeof named], value: key },
      platform: entry === undefined ? this.default : this.byId(entry.account),
      permissions: kind === 'rk' && entry !== undefined ? (entry.permissions ?? {}) : null,
    };
  }

  /** Which account is acted for. @throws StripeError 403 `account_invalid` */
  accountFor(caller: Caller, header: string | undefined): string {
    if (caller.bearer !== undefined && (header === undefined || header === caller.bearer.account))
      return caller.bearer.account;
    if (caller.acts !== undefined && (header === undefined || header === caller.acts))
      return this.connected(caller, caller.acts);
    if (header === undefined || header === caller.platform.id) return caller.platform.id;
    return this.connected(caller, header);
  }

  private connected(caller: Caller, header: string): string {
    const account = this.emulator.store.find('account', caller.platform.id, header);
    if (account !== undefined && !account.isDeleted && account.account === caller.platform.id) return header;
    throw new StripeError(
      403,
      'invalid_request_error',
      `The provided key '${masked(caller.key.value)}' does not have access to account '${header.slice(0, 50)}' (or that account does not exist). Application access may have been revoked.`,
      { code: 'account_invalid' },
    );
  }

  /** @throws StripeError 403 that names the missing permission */
  checkPermission(caller: Caller, permission: string, isRead: boolean): void {
    if (caller.permissions === null) return;
    const level = caller.permissions[permission] ?? caller.permissions['*'] ?? 'none';
    if (level === 'write' || (level === 'read' && isRead)) return;
    throw forbidden(
      `The provided key '${masked(caller.key.value)}' does not have the required permissions for this endpoint on account '${caller.platform.id}'. Having the 'rak_${permission}_${isRead ? 'read' : 'write'}' permission would allow this request to continue.`,
      { code: 'permission' },
    );
  }

  private create(account: string, country: string, isDefault: boolean): void {
    this.add(account, country);
    if (isDefault) this.defaultId = account;
    const { emulator } = this;
    emulator.transaction(() => {
      const object = { id: `_platform/${account}`, object: '_platform', account, country, isDefault } as const;
      emulator.store.insert(platformRows, CORE, 0, object, undefined);
      const ctx = emulator.context(account, this.byId(account));
      for (const family of emulator.registry.families) family.setup?.(ctx);
    });
  }

  private add(id: string, country: string): void {
    this.platforms.set(id, { id, country, defaultCurrency: defaultCurrencyOf(country) });
  }
}

function grantedCaller(key: string, { account, isReadOnly }: GrantedKey, platform: Platform): Caller {
  const kind = key.startsWith('pk_') ? 'publishable' : 'secret';
  return { key: { kind, value: key }, platform, permissions: isReadOnly ? { '*': 'read' } : null, acts: account };
}

/** Keeps the kind and the last four characters. */
export function masked(key: string): string {
  return key.length <= 12
    ? `${key.slice(0, 8)}****`
    : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`;
}
