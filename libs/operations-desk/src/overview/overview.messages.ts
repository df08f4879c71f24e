import {
  ChoiceField,
  CurrencyField,
  InstantField,
  IntegerField,
  ListField,
  NestedField,
  TextField,
} from '@guildhall/http';
import type { AttemptFigures } from './overview.attempts.js';
import type { Overview, PeriodFigures } from './overview.js';
import { type Interval, INTERVALS } from './overview.period.js';

const MINOR = 'Sum in minor units of the currency.';
const RATE = 'In basis points: 1000 is 10%. Null when there is nothing to divide by.';

export class OverviewRequest {
  @InstantField({ example: '2026-03-01T00:00:00Z' }) from!: Date;
  @InstantField({ example: '2026-04-01T00:00:00Z', description: 'The period ends just before.' }) to!: Date;
  @ChoiceField(INTERVALS, { default: 'day', example: 'day' }) interval!: Interval;
  @TextField({ default: 'UTC', max: 60, example: 'Europe/Berlin', description: 'IANA name: where days begin.' })
  timeZone!: string;
}

class SalesResponse {
  @IntegerField({ example: 12, description: 'Orders paid in it.' }) orders!: number;
  @IntegerField({ example: 120_000, description: `What their buyers paid. ${MINOR}` }) volumeMinor!: bigint;
  @IntegerField({ example: 12_000, description: `The commission on them. ${MINOR}` }) commissionMinor!: bigint;
  @IntegerField({ example: 1, description: 'Refunds asked for in it that did not fail.' }) refunds!: number;
  @IntegerField({ example: 10_000, description: MINOR }) refundedMinor!: bigint;
}

export class OverviewPointResponse extends SalesResponse {
  @InstantField({ example: '2026-03-01T00:00:00Z', description: 'Where the hour, day or week begins.' }) at!: Date;
}

export class OverviewTallyResponse {
  @IntegerField({ example: 3 }) count!: number;
  @IntegerField({ example: 30_000, description: MINOR }) amountMinor!: bigint;
}

export class OverviewFiguresResponse extends SalesResponse {
  @IntegerField({ nullable: true, example: 1_000, description: `Commission of volume. ${RATE}` })
  takeRateBasisPoints!: number | null;
  @IntegerField({ nullable: true, example: 833, description: `Refunded of volume. ${RATE}` })
  refundShareBasisPoints!: number | null;
  @NestedField(() => OverviewTallyResponse, { description: 'Payouts asked for in it: arrived.' })
  payoutsPaid!: OverviewTallyResponse;
  @NestedField(() => OverviewTallyResponse, { description: 'Payouts asked for in it: on their way.' })
  payoutsInTransit!: OverviewTallyResponse;
  @NestedField(() => OverviewTallyResponse, { description: 'Payouts asked for in it: failed or refused.' })
  payoutsFailed!: OverviewTallyResponse;

  static of(figures: PeriodFigures): OverviewFiguresResponse {
    return Object.assign(new OverviewFiguresResponse(), figures);
  }
}

export class OverviewCurrencyResponse {
  @CurrencyField({ example: 'usd' }) currency!: string;
  @NestedField(() => OverviewFiguresResponse) current!: OverviewFiguresResponse;
  @NestedField(() => OverviewFiguresResponse, { description: 'The period of the same length before.' })
  previous!: OverviewFiguresResponse;
  @ListField(() => OverviewPointResponse, { max: 1_100, description: 'The totals are the sums of these.' })
  series!: OverviewPointResponse[];
}

export class OverviewAttemptsResponse {
  @IntegerField({ example: 90 }) succeeded!: number;
  @IntegerField({ example: 10 }) failed!: number;
  @IntegerField({ example: 0 }) pending!: number;
  @IntegerField({ nullable: true, example: 9_000, description: `Succeeded of what is decided. ${RATE}` })
  successRateBasisPoints!: number | null;

  static of(figures: AttemptFigures): OverviewAttemptsResponse {
    return Object.assign(new OverviewAttemptsResponse(), figures);
  }
}

export class OverviewMethodResponse extends OverviewAttemptsResponse {
  @TextField({ example: 'card', description: 'Stripe’s type of payment method.' }) methodType!: string;
  @IntegerField({ nullable: true, example: 8_800, description: `The same, of the period before. ${RATE}` })
  previousSuccessRateBasisPoints!: number | null;
}

export class OverviewReasonResponse {
  @TextField({ example: 'insufficient_funds', description: 'Decline code, or the error code where there is none.' })
  reason!: string;
  @IntegerField({ example: 4 }) failed!: number;
  @IntegerField({ example: 6, description: 'The same, of the period before.' }) previousFailed!: number;
}

export class OverviewResponse {
  @InstantField({ example: '2026-03-01T00:00:00Z' }) from!: Date;
  @InstantField({ example: '2026-04-01T00:00:00Z' }) to!: Date;
  @InstantField({ example: '2026-01-29T00:00:00Z', description: 'Where the period before begins.' })
  previousFrom!: Date;
  @ChoiceField(INTERVALS, { example: 'day' }) interval!: Interval;
  @TextField({ example: 'Europe/Berlin' }) timeZone!: string;
  @ListField(() => OverviewCurrencyResponse, { max: 200 }) currencies!: OverviewCurrencyResponse[];
  @NestedField(() => OverviewAttemptsResponse, { description: 'Tries to pay.' }) attempts!: OverviewAttemptsResponse;
  @NestedField(() => OverviewAttemptsResponse) previousAttempts!: OverviewAttemptsResponse;
  @ListField(() => OverviewMethodResponse, { max: 200, description: 'Most tried first.' })
  attemptsByMethod!: OverviewMethodResponse[];
  @ListField(() => OverviewReasonResponse, { max: 1_000, description: 'Most frequent first.' })
  failuresByReason!: OverviewReasonResponse[];
  @IntegerField({ example: 1, description: 'Disputes that Stripe told of.' }) disputes!: number;
  @IntegerField({ example: 0 }) previousDisputes!: number;
  @IntegerField({ example: 0, description: 'Events that wait to be applied, now.' }) webhooksPending!: number;
  @IntegerField({ example: 0, description: 'Age of the oldest of them.' }) webhooksOldestPendingSeconds!: number;
  @IntegerField({ example: 0, description: 'Events that were given up, now.' }) webhooksDead!: number;
  @IntegerField({
    nullable: true,
    example: 120,
    description: 'From arrival to applied, median of the period’s newest 50,000 events.',
  })
  webhookMedianLagMs!: number | null;
  @IntegerField({ nullable: true, example: 900, description: 'The same, of 95 in 100 at most.' })
  webhookP95LagMs!: number | null;
  @IntegerField({ example: 0, description: 'Calls to Stripe that need a person, now.' }) stuckOperations!: number;
  @IntegerField({ example: 0, description: 'Domain events that were given up, now.' }) deadDomainEvents!: number;
  @IntegerField({ example: 0, description: 'Between the books and Stripe, now.' }) openDifferences!: number;

  static of({ period, attempts, disputes, webhooks, currencies, ...now }: Overview): OverviewResponse {
    const { from, to, previousFrom, interval, timeZone } = period;
    return Object.assign(new OverviewResponse(), now, {
      from,
      to,
      previousFrom,
      interval,
      timeZone,
      currencies: currencies.map((each) =>
        Object.assign(new OverviewCurrencyResponse(), each, {
          current: OverviewFiguresResponse.of(each.current),
          previous: OverviewFiguresResponse.of(each.previous),
        }),
      ),
      attempts: OverviewAttemptsResponse.of(attempts.current),
      previousAttempts: OverviewAttemptsResponse.of(attempts.previous),
      attemptsByMethod: attempts.byMethod,
      failuresByReason: attempts.byReason,
      disputes: disputes.current,
      previousDisputes: disputes.previous,
      webhooksPending: webhooks.pending,
      webhooksOldestPendingSeconds: webhooks.oldestPendingSeconds,
      webhooksDead: webhooks.dead,
      webhookMedianLagMs: webhooks.medianLagMs,
      webhookP95LagMs: webhooks.p95LagMs,
    });
  }
}
