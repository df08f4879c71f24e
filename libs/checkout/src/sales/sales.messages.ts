import {
  AmountField,
  ChoiceField,
  CurrencyField,
  InstantField,
  IntegerField,
  ListField,
  TextField,
} from '@guildhall/http';
import { SALES_INTERVALS, type SalesInterval } from './sales.queries.js';

const MOST_POINTS = 1_000;

export class SalesRequest {
  @InstantField({ example: '2026-03-01T00:00:00Z', description: 'Included.' }) from!: Date;
  @InstantField({ example: '2026-04-01T00:00:00Z', description: 'Not included any more.' }) to!: Date;
  @ChoiceField(SALES_INTERVALS, { default: 'day', example: 'day', description: 'Weeks begin on Monday.' })
  interval!: SalesInterval;
  @TextField({
    max: 64,
    pattern: /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/,
    default: 'UTC',
    example: 'Europe/Berlin',
    description: 'IANA name: where the days begin.',
  })
  timeZone!: string;
}

class Figures {
  @IntegerField({ example: 3 }) orders!: number;
  @AmountField({ min: 0, max: Number.MAX_SAFE_INTEGER, example: 18_000 }) amountMinor!: bigint;
  @AmountField({ min: 0, max: Number.MAX_SAFE_INTEGER, example: 1_800 }) commissionMinor!: bigint;
  @AmountField({ min: 0, max: Number.MAX_SAFE_INTEGER, example: 16_200 }) transferMinor!: bigint;
}

export class SalesPointResponse extends Figures {
  @InstantField({ example: '2026-03-01T00:00:00Z', description: 'Where the day, week or month begins.' }) at!: Date;
}

export class CurrencySalesResponse extends Figures {
  @CurrencyField({ example: 'usd' }) currency!: string;
  @ListField(() => SalesPointResponse, {
    max: MOST_POINTS + 1,
    description: 'Every step of the period, also without sales.',
  })
  series!: SalesPointResponse[];
}

export class SalesResponse {
  @ListField(() => CurrencySalesResponse, { description: 'One per currency; your own when nothing was sold.' })
  currencies!: CurrencySalesResponse[];
}
