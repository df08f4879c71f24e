import {
  AmountField,
  ChoiceField,
  CurrencyField,
  FlagField,
  InstantField,
  IntegerField,
  ListField,
  NestedField,
  TextField,
} from '@guildhall/http';
import { FundsResponse, PayoutResponse } from '../payout.responses.js';
import { SCHEDULE_INTERVALS, type ScheduleInterval } from './payout-schedule.js';

export const TODO_KINDS = [
  'connect',
  'disconnected',
  'payout_failed',
  'payouts_held',
  'debt',
  'requirements',
  'orders_to_ship',
  'out_of_stock',
] as const;
export type TodoKind = (typeof TODO_KINDS)[number];

export class HomeFundsResponse extends FundsResponse {
  @IntegerField({
    example: 0,
    description: 'Minor units of what is available that payouts have been asked for and Stripe has yet to see.',
  })
  reservedMinor!: bigint;
}

export class EstimateResponse {
  @CurrencyField({ example: 'usd' }) currency!: string;
  @AmountField({ example: 9000 }) amountMinor!: bigint;
}

export class NextPayoutResponse {
  @ChoiceField(SCHEDULE_INTERVALS, { example: 'weekly', description: '`manual`: the marketplace makes them.' })
  interval!: ScheduleInterval;
  @InstantField({
    nullable: true,
    example: '2026-11-27T00:00:00.000Z',
    description: 'The day on which Stripe makes it, by the account’s schedule; null when nothing is scheduled.',
  })
  at!: Date | null;
  @ListField(() => EstimateResponse, {
    description: 'What is available now and not reserved. What settles until then comes on top.',
  })
  estimates!: EstimateResponse[];
}

export class TodoResponse {
  @ChoiceField(TODO_KINDS, { example: 'orders_to_ship' }) kind!: TodoKind;
  @IntegerField({ nullable: true, max: 1_000, example: 3, description: 'How many; 1000 is that many or more.' })
  count!: number | null;
  @TextField({ nullable: true, max: 2_000, example: 'The bank account has been closed.' }) reason!: string | null;
  @InstantField({ nullable: true, example: '2026-12-01T00:00:00.000Z' }) deadline!: Date | null;
}

export class HomeResponse {
  @ListField(() => HomeFundsResponse) funds!: HomeFundsResponse[];
  @NestedField(() => NextPayoutResponse, { nullable: true, description: 'Null: none can be made now.' })
  nextPayout!: NextPayoutResponse | null;
  @ListField(() => PayoutResponse, { description: 'On their way, newest first, ten at most.' })
  onTheirWay!: PayoutResponse[];
  @ListField(() => TodoResponse, { description: 'What needs doing, the most urgent first.' }) todo!: TodoResponse[];
  @FlagField({ example: true, description: 'Something has been put up for sale, if only once.' }) hasProducts!: boolean;
  @FlagField({ example: true, description: 'Something has been sold.' }) hasOrders!: boolean;
}
