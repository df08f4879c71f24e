export type PermissionLevel = 'read' | 'write' | 'none';

/** One line of `--keys FILE`. */
export interface KeyEntry {
  readonly key: string;
  /** Id of the platform account it opens. */
  readonly account: string;
  /** For `rk_` keys: by permission name, e.g. `{ "payment_intent": "write" }`; `*` stands for all others. */
  readonly permissions?: Readonly<Record<string, PermissionLevel>>;
  readonly country?: string;
}

const KEY = /^(sk|rk|pk)_test_\w{1,250}$/;
const ACCOUNT = /^acct_\w{1,64}$/;
const LEVELS: readonly unknown[] = ['read', 'write', 'none'];

/**
 * Reads what `--keys FILE` holds.
 * @throws Error that names every entry that is wrong
 */
export function parseKeyFile(json: unknown): readonly KeyEntry[] {
  if (!Array.isArray(json)) throw new Error('the key file must hold an array of { key, account, permissions }');
  const problems = json.flatMap((entry: unknown, index) =>
    problemsOf(entry).map((problem) => `entry ${index}: ${problem}`),
  );
  if (problems.length > 0) throw new Error(`the key file is wrong: ${problems.join('; ')}`);
  return json as KeyEntry[];
}

function problemsOf(entry: unknown): string[] {
  if (typeof entry !== 'object' || entry === null) return ['is no object'];
  const { key, account, permissions = {}, country = 'US' } = entry as Readonly<Record<string, unknown>>;
  const problems: string[] = [];
  if (typeof key !== 'string' || !KEY.test(key))
    problems.push('key must look like sk_test_..., rk_test_... or pk_test_...');
  if (typeof account !== 'string' || !ACCOUNT.test(account)) problems.push('account must look like acct_...');
  if (typeof country !== 'string' || !/^[A-Z]{2}$/.test(country)) problems.push('country must be two capital letters');
  const levels: readonly unknown[] =
    typeof permissions === 'object' && permissions !== null ? Object.values(permissions) : [undefined];
  if (!levels.every((level) => LEVELS.includes(level))) problems.push('permissions must be read, write or none');
  return problems;
}
