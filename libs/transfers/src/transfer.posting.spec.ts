import fc from 'fast-check';
import { Money } from '@guildhall/money';
import type { JournalEntry } from '@guildhall/ledger';
import { applicationFeeCollected, type SettledTransaction, transferMoved, wholeShareKept } from './transfer.posting.js';

const IDS = {
  orderId: '01960000-0000-7000-8000-0000000000aa',
  sellerId: '01960000-0000-7000-8000-0000000000bb',
  stripeAccountId: 'acct_1',
};

function transaction(id: string, amount: number, applicationFee = 0): SettledTransaction {
  const fees =
    applicationFee === 0
      ? []
      : [{ amount: applicationFee, application: 'ca_1', currency: 'usd', description: null, type: 'application_fee' }];
  const net = amount - applicationFee;
  return {
    id,
    amount,
    fee: applicationFee,
    net,
    currency: 'usd',
    created: 1_780_000_000,
    fee_details: fees,
  };
}

function transferOf(amount: number, commission: number, applicationFee = 0): JournalEntry {
  return transferMoved({
    ...IDS,
    stripeTransferId: 'tr_1',
    commission: Money.of(commission, 'usd'),
    sent: transaction('txn_sent', -amount),
    received: transaction('txn_received', amount, applicationFee),
  });
}

function feeOf(amount: number, fee: number): JournalEntry {
  return applicationFeeCollected({
    ...IDS,
    applicationFeeId: 'fee_1',
    collected: transaction('txn_fee', fee),
    received: transaction('txn_received', amount, fee),
  });
}

const shown = ({ postings }: JournalEntry) =>
  postings.map(({ account, direction, amount }) => `${direction} ${account} ${amount.toDecimal()}`);

const signed = (entry: JournalEntry) =>
  entry.postings.map((posting) => ({
    ...posting,
    amount: posting.direction === 'debit' ? posting.amount : posting.amount.negated(),
  }));

const mirrored = (entries: JournalEntry[], transactionId: string) =>
  Money.sum(
    entries
      .flatMap(signed)
      .filter(({ balanceTransactionId }) => balanceTransactionId === transactionId)
      .map(({ amount }) => amount),
    'usd',
  );

describe('the entries of a transfer', () => {
  it('story 8: a destination charge moves 100.00, and 10.00 come back as application fee', () => {
    expect(shown(transferOf(100_00, 0, 10_00))).toEqual([
      `debit order_clearing:${IDS.orderId} 100.00`,
      'credit stripe_balance:platform 100.00',
      'debit stripe_balance:acct_1 100.00',
      'credit seller_payable:acct_1 100.00',
    ]);
    expect(shown(feeOf(100_00, 10_00))).toEqual([
      'debit seller_payable:acct_1 10.00',
      'credit stripe_balance:acct_1 10.00',
      'debit stripe_balance:platform 10.00',
      'credit commission_income 10.00',
    ]);
  });

  it('story 9: a separate transfer of 54.00 keeps 6.00 of commission in the same entry', () => {
    expect(shown(transferOf(54_00, 6_00))).toEqual([
      `debit order_clearing:${IDS.orderId} 54.00`,
      'credit stripe_balance:platform 54.00',
      'debit stripe_balance:acct_1 54.00',
      'credit seller_payable:acct_1 54.00',
      `debit order_clearing:${IDS.orderId} 6.00`,
      'credit commission_income 6.00',
    ]);
  });

  it('balance, and mirror the net of each balance transaction on both accounts (I3, I4)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.nat(), (amount, any) => {
        const fee = any % (amount + 1);
        const entries = [
          transferOf(amount, 0, fee),
          ...(fee === 0 ? [] : [feeOf(amount, fee)]),
          transferOf(amount, fee),
        ];
        for (const entry of entries)
          expect(
            Money.sum(
              signed(entry).map((posting) => posting.amount),
              'usd',
            ).isZero(),
          ).toBe(true);
        const destination = entries.slice(0, -1);
        expect(mirrored(destination, 'txn_sent')).toEqual(Money.of(-amount, 'usd'));
        expect(mirrored(destination, 'txn_received')).toEqual(Money.of(amount - fee, 'usd'));
        expect(mirrored(destination, 'txn_fee')).toEqual(Money.of(fee, 'usd'));
      }),
    );
  });

  it('book a share that is all commission, with nothing at Stripe', () => {
    const entry = wholeShareKept({ ...IDS, transferId: 't', commission: Money.of(5_00, 'usd'), at: new Date(0) });
    expect(shown(entry)).toEqual([`debit order_clearing:${IDS.orderId} 5.00`, 'credit commission_income 5.00']);
  });

  it('leave out the balance of a seller who has disconnected: nobody can read it any more', () => {
    const sent = transaction('txn_sent', -100_00);
    const commission = Money.of(0, 'usd');
    expect(shown(transferMoved({ ...IDS, stripeTransferId: 'tr_1', commission, sent, received: null }))).toEqual([
      `debit order_clearing:${IDS.orderId} 100.00`,
      'credit stripe_balance:platform 100.00',
    ]);
    const collected = transaction('txn_fee', 10_00);
    expect(shown(applicationFeeCollected({ ...IDS, applicationFeeId: 'fee_1', collected, received: null }))).toEqual([
      'debit stripe_balance:platform 10.00',
      'credit commission_income 10.00',
    ]);
  });
});
