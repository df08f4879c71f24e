import { readFileSync } from 'node:fs';
import { STRIPE_PERMISSIONS } from './stripe-permissions.js';

/** Stripe's Dashboard and its errors name permissions differently. */
const PERMISSION_OF: Readonly<Record<string, string>> = {
  Accounts: 'account',
  'Account links': 'account_link',
  'Login links': 'login_link',
  Customers: 'customer',
  SetupIntents: 'setup_intent',
  PaymentMethods: 'payment_method',
  PaymentIntents: 'payment_intent',
  'Charges and refunds': 'charge',
  'Transfers and reversals': 'transfer',
  'Application fees': 'application_fee',
  Payouts: 'payout',
  Balance: 'balance',
  'Balance transactions': 'balance_transaction_source',
  Events: 'event',
};

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('the permissions of the processes’ keys', () => {
  it('are those of the table in the README', () => {
    const lines = readFileSync('README.md', 'utf8').split('\n');
    const start = lines.findIndex((line) => /^\| resource +\| seller-onboarding-api/.test(line));
    const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
    const [, ...processes] = cellsOf(lines[start] ?? '');
    const told: Record<string, Record<string, string>> = Object.fromEntries(processes.map((name) => [name, {}]));
    for (const [resource = '', ...levels] of lines.slice(start + 2, end).map(cellsOf)) {
      for (const [index, level] of levels.entries()) {
        const process = told[processes[index] ?? ''];
        if (level !== '' && process !== undefined) {
          process[PERMISSION_OF[resource] ?? resource] = level.startsWith('W') ? 'write' : 'read';
        }
      }
    }
    expect(told).toEqual(STRIPE_PERMISSIONS);
  });
});
