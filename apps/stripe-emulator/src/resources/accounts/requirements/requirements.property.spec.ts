import * as fc from 'fast-check';
import Stripe from 'stripe';
import type { RawHash } from '../../../core/params.js';
import { startEmulator, type RunningEmulator } from '../../../index.js';
import { sdkOptions } from '../../../testing/sdk.js';
import { placed, testValue } from '../onboarding/test-data.js';

const COUNTRIES = ['US', 'GB', 'DE', 'JP', 'FR'] as const;
const TYPES = ['individual', 'company'] as const;

describe('giving what is currently due', () => {
  let running: RunningEmulator;
  let stripe: Stripe;

  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_property', sdkOptions(running));
  });
  afterAll(() => running.stop());

  /** Gives some of the requirements the way an API client does. */
  async function give(account: Stripe.Account, fields: readonly string[], type: string): Promise<void> {
    const country = account.country ?? '';
    const at = running.emulator.clock.now;
    let update: RawHash = {};
    const people = new Map<string, RawHash>();
    for (const field of fields) {
      const [subject = '', ...rest] = field.split('.');
      const isPerson = subject === 'representative' || subject.startsWith('person_');
      const name = isPerson || subject === 'individual' ? rest.join('.') : field;
      const value = field === 'business_type' ? type : testValue(name, country, at);
      if (value === undefined) throw new Error(`nothing to give for ${field}`);
      if (isPerson) people.set(subject, placed(people.get(subject) ?? {}, name, value));
      else update = placed(update, field, value);
    }
    if (Object.keys(update).length > 0) await stripe.accounts.update(account.id, update);
    for (const [subject, values] of people) {
      if (subject !== 'representative') await stripe.accounts.updatePerson(account.id, subject, values);
      else
        await stripe.accounts.createPerson(account.id, {
          ...(values as Stripe.AccountCreatePersonParams),
          relationship: { ...(values['relationship'] as RawHash | undefined), representative: true },
        });
    }
  }

  function checkSets(account: Stripe.Account): void {
    const { currently_due, eventually_due, past_due, pending_verification } = account.requirements ?? {};
    expect(eventually_due).toEqual(expect.arrayContaining(currently_due ?? []));
    expect(currently_due).toEqual(expect.arrayContaining(past_due ?? []));
    expect(pending_verification).toEqual([]);
    const isEnabled = account.charges_enabled && account.payouts_enabled;
    expect(isEnabled).toBe(currently_due?.length === 0);
    expect(account.details_submitted).toBe(isEnabled);
    const statuses = Object.values(account.capabilities ?? {});
    if (isEnabled) expect(statuses).toEqual(['active', 'active']);
  }

  it.each(COUNTRIES.flatMap((country) => TYPES.map((type) => [country, type] as const)))(
    'ends in an enabled account, in whatever order: %s %s',
    async (country, type) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 3, maxLength: 6 }),
          async (dice) => {
            let account = await stripe.accounts.create({
              type: 'custom',
              country,
              capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
            });
            const given = new Set<string>();
            for (let round = 0; round < 12; round += 1) {
              checkSets(account);
              const due = account.requirements?.currently_due ?? [];
              if (due.length === 0) break;
              // What was given is never asked for again.
              expect(due.filter((field) => given.has(field))).toEqual([]);
              const die = dice[round];
              const isChosen = (index: number): boolean => die === undefined || (die >> (index % 20)) % 2 === 1;
              // The API takes a date of birth as a whole.
              const births = due.filter((field) => field.includes('.dob.'));
              const some = due.filter((field, index) =>
                isChosen(births.includes(field) ? due.indexOf(births[0] ?? '') : index),
              );
              await give(account, some, type);
              for (const field of some) given.add(field);
              account = await stripe.accounts.retrieve(account.id);
            }
            expect(account).toMatchObject({ charges_enabled: true, payouts_enabled: true, business_type: type });
          },
        ),
        { numRuns: 6 },
      );
    },
  );
});
