import {
  ApiAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  IdempotencyKey,
  IdParam,
  mapPage,
  type Page,
  PageRequest,
  type Principal,
  Roles,
} from '@guildhall/http';
import { Money } from '@guildhall/money';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CommissionRuleInvalid, CommissionRuleNotEndable, CommissionRuleNotFound } from './commission.errors.js';
import {
  CommissionRuleResponse,
  CreateCommissionRuleRequest,
  EndCommissionRuleRequest,
} from './commission-rule.messages.js';
import { CommissionRules, type NewCommissionRule } from './commission-rules.js';
import { CommissionSimulationResponse, SimulateCommissionRequest } from './commission-simulation.messages.js';
import { SimulateCommission } from './simulate-commission.js';

@ApiTags('commission rules')
@Controller('v1/commission-rules')
@Roles('operator')
export class CommissionRulesController {
  constructor(
    private readonly rules: CommissionRules,
    private readonly simulation: SimulateCommission,
  ) {}

  /** Orders that were placed before keep the rule they were placed under. */
  @Post()
  @ApiOperation({ summary: 'Write the next version of a rule' })
  @ApiAnswer(CommissionRuleResponse, { status: 201 })
  @ApiProblems(CommissionRuleInvalid)
  async create(
    @IdempotencyKey() _idempotencyKey: string,
    @CurrentUser() user: Principal,
    @Body() body: CreateCommissionRuleRequest,
  ): Promise<CommissionRuleResponse> {
    const rule = await this.rules.create({ operatorId: user.userId, ...toRule(body) });
    return CommissionRuleResponse.from(rule);
  }

  @Post('simulate')
  @ApiOperation({ summary: 'What an order line would pay, and by which rule; nothing is written' })
  @ApiAnswer(CommissionSimulationResponse)
  @ApiProblems(CommissionRuleInvalid)
  async simulate(@Body() body: SimulateCommissionRequest): Promise<CommissionSimulationResponse> {
    const line = Money.of(body.lineMinor, body.currency);
    const { commission, isDraft } = await this.simulation.run({
      line,
      sellerId: body.sellerId ?? null,
      category: body.category ?? null,
      productId: body.productId ?? null,
      at: body.at ?? new Date(),
      draft: body.draft === undefined ? null : toRule(body.draft),
    });
    return CommissionSimulationResponse.of(line, commission, isDraft);
  }

  /** Orders that were placed before keep it. */
  @Post(':ruleId/end')
  @ApiOperation({ summary: 'End a rule and its earlier versions; the next wider one applies from then on' })
  @ApiAnswer(CommissionRuleResponse)
  @ApiProblems(CommissionRuleNotFound, CommissionRuleNotEndable, CommissionRuleInvalid)
  async end(
    @IdempotencyKey() _idempotencyKey: string,
    @CurrentUser() user: Principal,
    @IdParam('ruleId') ruleId: string,
    @Body() { at }: EndCommissionRuleRequest,
  ): Promise<CommissionRuleResponse> {
    return CommissionRuleResponse.from(await this.rules.end({ operatorId: user.userId, ruleId, at: at ?? null }));
  }

  @Get()
  @ApiOperation({ summary: 'List all versions of all rules, newest first' })
  @ApiPage(CommissionRuleResponse)
  async list(@Query() page: PageRequest): Promise<Page<CommissionRuleResponse>> {
    return mapPage(await this.rules.list(page), (rule) => CommissionRuleResponse.from(rule));
  }
}

function toRule(body: CreateCommissionRuleRequest): Omit<NewCommissionRule, 'operatorId'> {
  return {
    scope: body.scope,
    scopeReference: body.scopeReference ?? null,
    percentBasisPoints: body.percentBasisPoints,
    fixedMinor: BigInt(body.fixedMinor),
    minimumMinor: minorOrNull(body.minimumMinor),
    maximumMinor: minorOrNull(body.maximumMinor),
    validFrom: body.validFrom ?? null,
    validTo: body.validTo ?? null,
  };
}

function minorOrNull(minor: number | null | undefined): bigint | null {
  return minor === null || minor === undefined ? null : BigInt(minor);
}
