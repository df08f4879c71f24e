import { Body, Controller, Delete, Get, Global, HttpException, Module, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { loadConfig } from '@guildhall/config';
import { createLogger } from '@guildhall/observability';
import { Authenticator, CurrentUser, IdempotencyKey, OptionalUser, type Principal, Public, Roles } from '../index.js';
import { AmountField, ApiAnswer, ApiNoAnswer, ApiPage, ApiProblems, ChoiceField, CurrencyField } from '../index.js';
import {
  DomainError,
  EmailField,
  FlagField,
  IdField,
  IdParam,
  InstantField,
  IntegerField,
  JsonField,
} from '../index.js';
import {
  ListField,
  NestedField,
  NeverRecorded,
  PageRequest,
  ReplayByRerun,
  TextField,
  toPage,
  UrlField,
} from '../index.js';
import { createApi, type Page, StripeIdField } from '../index.js';

export const SELLER = '0199c2f4-6d2e-7000-8000-000000000001';
export const BUYER = '0199c2f4-6d2e-7000-8000-000000000002';

export class GuildClosed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'guild_closed';

  constructor(opensAt: Date) {
    super(`The guild is closed until ${opensAt.toISOString()}.`, { opensAt, feeMinor: 5n });
  }
}

export class LineRequest {
  @IdField({ example: SELLER }) productId!: string;
  @IntegerField({ min: 1, max: 100, example: 2 }) quantity!: number;
}

export class CreateThingRequest {
  @TextField({ example: 'Blue mug', max: 20 }) title!: string;
  @AmountField({ example: 1050 }) amountMinor!: number;
  @CurrencyField({ example: 'usd' }) currency!: string;
  @ListField(() => LineRequest, { min: 1, max: 3 }) lines!: LineRequest[];
  @NestedField(() => LineRequest, { optional: true }) main?: LineRequest;
  @EmailField({ example: 'a@example.com', optional: true }) email?: string;
  @ChoiceField(['red', 'blue'], { example: 'red', default: 'blue' }) color!: 'red' | 'blue';
  @FlagField({ example: true, optional: true }) gift?: boolean;
  @UrlField({ example: 'https://example.com/x', nullable: true, optional: true }) pictureUrl?: string | null;
  @InstantField({ example: '2026-03-01T12:00:00Z', optional: true }) readyAt?: Date;
  @JsonField({ example: { a: 1 }, optional: true }) extra?: Record<string, unknown>;
  @StripeIdField('pi', { example: 'pi_123', optional: true }) paymentIntentId?: string;
  @ListField('string', { choices: ['a', 'b'], unique: true, optional: true }) tags?: string[];
}

export class ThingResponse {
  @IdField({ example: SELLER }) id!: string;
  @TextField({ example: 'Blue mug' }) title!: string;
  @AmountField({ example: 1050 }) amountMinor!: bigint;
  @InstantField({ example: '2026-03-01T12:00:00Z' }) createdAt!: Date;
  @NestedField(() => LineRequest, { nullable: true }) main!: LineRequest | null;
}

class ThingQuery extends PageRequest {
  @ListField('id', { optional: true }) sellerId?: string[];
  @FlagField({ optional: true, example: true }) open?: boolean;
}

/** What the handlers count, so that a spec can see how often they ran. */
export const ran = { create: 0, secret: 0, fail: 0, never: 0 };
/** The answer of `create` waits for this. */
export const gate: { pass: Promise<void> } = { pass: Promise.resolve() };
export const received: { body?: CreateThingRequest; query?: ThingQuery } = {};

@ApiTags('things')
@Controller('v1/things')
export class ThingsController {
  @Post()
  @Roles('seller')
  @ApiAnswer(ThingResponse, { status: 201 })
  @ApiProblems(GuildClosed)
  async create(@IdempotencyKey() key: string, @CurrentUser() user: Principal, @Body() body: CreateThingRequest) {
    received.body = body;
    ran.create += 1;
    await gate.pass;
    if (body.title === 'closed') throw new GuildClosed(new Date('2026-01-01T00:00:00Z'));
    const createdAt = new Date('2026-03-01T12:00:00.000Z');
    return { id: user.userId, title: `${body.title} ${key}`, amountMinor: 5n, createdAt, main: null, secret: 'hidden' };
  }

  @Get()
  @Public()
  @ApiPage(ThingResponse)
  list(@Query() query: ThingQuery): Page<ThingResponse> {
    received.query = query;
    return toPage([], query.limit, () => []);
  }

  @Get(':thingId')
  @ApiAnswer(ThingResponse)
  show(@IdParam('thingId') thingId: string, @OptionalUser() user: Principal | undefined) {
    return {
      id: thingId,
      title: user?.userId ?? 'guest',
      amountMinor: 1n,
      createdAt: new Date(0),
      main: null,
    };
  }

  @Delete(':thingId')
  @ApiNoAnswer()
  remove(@IdParam('thingId') _thingId: string): void {
    ran.fail += 1;
  }
}

class SecretResponse {
  @TextField({ example: 'pi_1_secret_2' }) clientSecret!: string;
}

class LoginRequest {
  @TextField({ example: 'correct horse' }) password!: string;
}

@Controller('v1/others')
export class OthersController {
  @Post('secret')
  @ReplayByRerun()
  @ApiAnswer(SecretResponse)
  async secret(
    @IdempotencyKey() _key: string,
    @OptionalUser() _user: Principal | undefined,
    @Body() _body: LoginRequest,
  ) {
    ran.secret += 1;
    await gate.pass;
    return { clientSecret: `pi_1_secret_${ran.secret}` };
  }

  @Post('login')
  @Public()
  @NeverRecorded()
  @ApiAnswer(SecretResponse)
  login(@Body() body: LoginRequest) {
    ran.never += 1;
    return { clientSecret: body.password.length.toString() };
  }

  @Post('crash')
  @ApiNoAnswer()
  crash(): never {
    ran.fail += 1;
    throw new Error('the password is hunter2');
  }

  @Get('slow')
  @Public()
  @ApiNoAnswer()
  slow(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 700));
  }

  @Get('teapot')
  @Roles('operator')
  @ApiNoAnswer()
  teapot(): never {
    throw new HttpException('short and stout', 418);
  }
}

class TokenIsUserId extends Authenticator {
  authenticate(token: string): Promise<Principal | null> {
    const known: Record<string, Principal> = {
      seller: { userId: SELLER, roles: ['seller'] },
      buyer: { userId: BUYER, roles: ['buyer'] },
    };
    return Promise.resolve(known[token] ?? null);
  }
}

@Global()
@Module({
  controllers: [ThingsController, OthersController],
  providers: [{ provide: Authenticator, useClass: TokenIsUserId }],
  exports: [Authenticator],
})
export class SampleModule {}

export const SAMPLE = { name: 'sample-api', title: 'Sample', description: 'A sample.' };

/** @param lines gets everything that is logged */
export function sampleApi(
  databaseUrl: string,
  lines: string[],
  bodyLimitBytes = 1_048_576,
  env: Record<string, string> = {},
) {
  const config = loadConfig({ DATABASE_URL: databaseUrl, STRIPE_SECRET_KEY: 'sk_test_sample', ...env });
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ service: 'sample', level: 'info', destination });
  return createApi(SampleModule, config, { ...SAMPLE, bodyLimitBytes }, logger);
}
