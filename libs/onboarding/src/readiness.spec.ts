import { newId, SellerEntity } from '@guildhall/database';
import type Stripe from 'stripe';
import { mirrorAccount, NO_REQUIREMENTS, readinessOf } from './readiness.js';

function seller(change: Partial<SellerEntity> = {}): SellerEntity {
  return Object.assign(new SellerEntity(), {
    id: newId(),
    currency: 'usd',
    serviceAgreement: 'full',
    stripeAccountId: 'acct_1',
    detailsSubmitted: true,
    chargesEnabled: true,
    payoutsEnabled: true,
    cardPayments: 'active',
    transfers: 'active',
    requirements: NO_REQUIREMENTS,
    disabledReason: null,
    deauthorizedAt: null,
    updatedAt: new Date(0),
    ...change,
  });
}

function account(change: object = {}): Stripe.Account {
  return {
    id: 'acct_1',
    details_submitted: true,
    charges_enabled: true,
    payouts_enabled: true,
    capabilities: { card_payments: 'active', transfers: 'active' },
    default_currency: 'usd',
    requirements: {
      currently_due: [],
      past_due: [],
      eventually_due: [],
      pending_verification: [],
      errors: [],
      current_deadline: null,
      disabled_reason: null,
    },
    ...change,
  } as unknown as Stripe.Account;
}

describe('readiness', () => {
  it('is full when both capabilities are active and payouts are enabled', () => {
    expect(readinessOf(seller())).toEqual({
      canSell: true,
      canReceiveTransfers: true,
      canBePaidOut: true,
      missing: [],
      deadline: null,
      disabledReason: null,
    });
  });

  it.each([
    ['cardPayments', 'inactive', { canSell: false, canReceiveTransfers: true, canBePaidOut: true }],
    ['cardPayments', 'pending', { canSell: false, canReceiveTransfers: true, canBePaidOut: true }],
    ['transfers', 'inactive', { canSell: false, canReceiveTransfers: false, canBePaidOut: true }],
    ['payoutsEnabled', false, { canSell: true, canReceiveTransfers: true, canBePaidOut: false }],
    ['stripeAccountId', null, { canSell: false, canReceiveTransfers: false, canBePaidOut: false }],
    ['deauthorizedAt', new Date(0), { canSell: false, canReceiveTransfers: false, canBePaidOut: false }],
  ])('with %s %s', (field, value, expected) => {
    expect(readinessOf(seller({ [field]: value }))).toMatchObject(expected);
  });

  it('asks a recipient for no card payments', () => {
    const recipient = seller({ serviceAgreement: 'recipient', cardPayments: 'unrequested' });
    expect(readinessOf(recipient)).toMatchObject({ canSell: true });
  });

  it('names each missing item once, the most urgent state first, with Stripe’s reason for a rejection', () => {
    const mirrored = seller();
    const requirements = {
      ...account().requirements,
      currently_due: ['external_account', 'individual.dob.day', 'individual.verification.document'],
      past_due: ['individual.dob.day'],
      pending_verification: ['individual.id_number'],
      errors: [
        {
          code: 'verification_document_not_readable',
          reason: 'The image could not be read.',
          requirement: 'individual.verification.document',
        },
      ],
      current_deadline: 1_796_083_200,
      disabled_reason: 'requirements.past_due',
    };
    expect(mirrorAccount(mirrored, account({ payouts_enabled: false, requirements }))).toBe('readiness');
    expect(readinessOf(mirrored)).toMatchObject({
      canSell: true,
      canBePaidOut: false,
      missing: [
        { state: 'past_due', words: 'Date of birth' },
        { state: 'due', words: 'A bank account for payouts' },
        { state: 'rejected', words: 'A photo of an identity document: The image could not be read.' },
        { state: 'being_verified', words: 'Identification number' },
      ],
      deadline: '2026-12-01T00:00:00.000Z',
      disabledReason: 'Information is overdue: finish the missing items to continue.',
    });
  });

  it('says what a new reading has changed, and dates the mirror only then', () => {
    const mirrored = seller();
    expect([mirrorAccount(mirrored, account()), mirrored.updatedAt]).toEqual(['nothing', new Date(0)]);
    const later = { ...account().requirements, eventually_due: ['individual.id_number'] };
    expect(mirrorAccount(mirrored, account({ requirements: later }))).toBe('details');
    const first = mirrored.updatedAt;
    expect(mirrorAccount(mirrored, account({ capabilities: { transfers: 'active' } }))).toBe('readiness');
    expect([mirrored.cardPayments, mirrored.updatedAt > first]).toEqual(['unrequested', true]);
  });

  it('has words for a reason that Stripe may add', () => {
    expect(readinessOf(seller({ disabledReason: 'moon_phase' })).disabledReason).toBe(
      'Stripe has switched something off (moon_phase).',
    );
  });
});
