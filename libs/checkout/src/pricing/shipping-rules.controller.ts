import {
  ApiAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  IdempotencyKey,
  mapPage,
  type Page,
  PageRequest,
  type Principal,
  Roles,
} from '@guildhall/http';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CreateShippingRuleRequest, ShippingRuleResponse } from './shipping-rule.messages.js';
import { ShippingRuleInvalid } from './shipping-rule.errors.js';
import { ShippingRules } from './shipping-rules.js';

@ApiTags('shipping rules')
@Controller('v1/shipping-rules')
@Roles('operator')
export class ShippingRulesController {
  constructor(private readonly rules: ShippingRules) {}

  @Post()
  @ApiOperation({ summary: 'Set what an order of a currency pays for shipping from now on' })
  @ApiAnswer(ShippingRuleResponse, { status: 201 })
  @ApiProblems(ShippingRuleInvalid)
  async create(
    @IdempotencyKey() _idempotencyKey: string,
    @CurrentUser() user: Principal,
    @Body() { currency, flatMinor, validFrom }: CreateShippingRuleRequest,
  ): Promise<ShippingRuleResponse> {
    const rule = { operatorId: user.userId, currency, flatMinor: BigInt(flatMinor), validFrom: validFrom ?? null };
    return ShippingRuleResponse.from(await this.rules.create(rule));
  }

  @Get()
  @ApiOperation({ summary: 'List all shipping rules, newest first' })
  @ApiPage(ShippingRuleResponse)
  async list(@Query() page: PageRequest): Promise<Page<ShippingRuleResponse>> {
    return mapPage(await this.rules.list(page), (rule) => ShippingRuleResponse.from(rule));
  }
}
