import fc from 'fast-check';
import type { TransferState } from '@guildhall/database';
import { transferableMinor } from './transfer-limit.js';
import { canMove, isCommitted, TRANSFER_TRANSITIONS } from './transfer.states.js';

const STATES = Object.keys(TRANSFER_TRANSITIONS) as TransferState[];

describe('what may still be transferred of an order (I5)', () => {
  it('is what was captured, less refunds and earlier transfers', () => {
    const payment = { capturedMinor: 100_00n, refundedMinor: 20_00n };
    const transfers = [
      { state: 'created' as const, amountMinor: 54_00n, reversedMinor: 4_00n },
      { state: 'rejected' as const, amountMinor: 36_00n, reversedMinor: 0n },
    ];
    expect(transferableMinor(payment, transfers)).toBe(30_00n);
  });

  it('never lets the transfers exceed captured less refunded, however many are asked for', () => {
    const minor = fc.bigInt({ min: 0n, max: 100_000n });
    fc.assert(
      fc.property(minor, minor, fc.array(minor, { maxLength: 40 }), (capturedMinor, refunded, wishes) => {
        const refundedMinor = refunded > capturedMinor ? capturedMinor : refunded;
        const payment = { capturedMinor, refundedMinor };
        const made: { state: TransferState; amountMinor: bigint; reversedMinor: bigint }[] = [];
        for (const amountMinor of wishes) {
          if (amountMinor <= transferableMinor(payment, made))
            made.push({ state: 'requested', amountMinor, reversedMinor: 0n });
        }
        const total = made.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        expect(total <= capturedMinor - refundedMinor).toBe(true);
      }),
    );
  });
});

describe('the states of a transfer', () => {
  it('free the money only when it will certainly not move', () => {
    expect(STATES.filter((state) => !isCommitted(state))).toEqual(['rejected', 'canceled']);
  });

  it('never leave a final one', () => {
    for (const state of ['rejected', 'canceled', 'reversed'] as const) expect(TRANSFER_TRANSITIONS[state]).toEqual([]);
    expect(canMove('created', 'waiting')).toBe(false);
  });
});
