import type { Emulator } from './emulator.js';
import { forbidden, unauthenticated } from './errors.js';
import type { RawHash, Shape } from './params.js';
import { masked, type Caller } from './platforms.js';
import type { RouteDefinition } from './resource.js';

const PREFIX = 'ek_test_';

/**
 * Who asks with the key of a mobile app: the account that its text names, in the name of one customer.
 * @throws StripeError 401 for a key that never was, that ended or that was deleted
 */
export function ephemeralCaller(emulator: Emulator, key: string): Caller {
  const refusal = unauthenticated(`Invalid API Key provided: ${masked(key)}`);
  const resource = emulator.registry.resources.get('ephemeral_key');
  const [account = ''] = Buffer.from(key.slice(PREFIX.length), 'base64url').toString('latin1').split(',', 1);
  if (resource === undefined) throw refusal;
  const [row] = emulator.store.all(resource, account, { secret: key });
  if (row === undefined) throw refusal;
  const { expires } = row.object as unknown as { expires: number };
  if (expires <= emulator.clock.now) throw unauthenticated(`Expired API Key provided: ${masked(key)}`);
  const { customer } = row.hidden as { customer: string };
  return {
    key: { kind: 'ephemeral', value: key },
    platform: emulator.platforms.ownerOf(account),
    permissions: null,
    bearer: { account, customer },
  };
}

export const isEphemeral = (key: string): boolean => key.startsWith(PREFIX);

/**
 * An app's key may call what is declared `ephemeral`, and only about its own customer: nothing that the request names
 * may belong to another one, and something must belong to this one.
 */
export function checkEphemeral(
  emulator: Emulator,
  { key, platform, bearer }: Caller,
  route: Pick<RouteDefinition<Shape>, 'ephemeral' | 'permission' | 'method'>,
  path: Readonly<Record<string, string>>,
  params: RawHash,
): void {
  if (bearer === undefined) return;
  const { customer } = params;
  const named = [typeof customer === 'string' ? customer : undefined, ...Object.values(path).map(ownerOf)].filter(
    (owner) => owner !== undefined,
  );
  if (route.ephemeral === true && named.length > 0 && named.every((owner) => owner === bearer.customer)) return;
  throw forbidden(
    `The provided key '${masked(key.value)}' does not have the required permissions for this endpoint on account '${platform.id}'. Having the '${route.permission}_${route.method === 'GET' ? 'read' : 'write'}' permission would allow this request to continue.`,
    { code: 'permission' },
  );

  function ownerOf(id: string): string | undefined {
    const object = emulator.store.locate(id)?.object as { object: string; customer?: unknown } | undefined;
    if (object?.object === 'customer') return id;
    return typeof object?.customer === 'string' ? object.customer : undefined;
  }
}
