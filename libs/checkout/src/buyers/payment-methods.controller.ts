import {
  ApiAnswer,
  ApiNoAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  IdempotencyKey,
  IdParam,
  mapPage,
  type Page,
  PageRequest,
  type Principal,
  ReplayByRerun,
  Roles,
} from '@guildhall/http';
import { Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { SavedPaymentMethodNotFound } from '../payments/payment.errors.js';
import { SetupPending, SetupRefused } from './buyer.errors.js';
import { DeletePaymentMethodUseCase } from './delete-payment-method.use-case.js';
import { PaymentMethodResponse, PaymentMethodSetupResponse } from './payment-method.response.js';
import { SavedPaymentMethods } from './saved-payment-methods.js';
import { SetUpPaymentMethodUseCase } from './set-up-payment-method.use-case.js';

@ApiTags('payment methods')
@Controller('v1/payment-methods')
@Roles('buyer')
export class PaymentMethodsController {
  constructor(
    private readonly setUp: SetUpPaymentMethodUseCase,
    private readonly deleteMethod: DeletePaymentMethodUseCase,
    private readonly methods: SavedPaymentMethods,
  ) {}

  /** The browser confirms the SetupIntent with Stripe.js; the method is in the list once Stripe has told us. */
  @Post('setup')
  @ReplayByRerun()
  @ApiOperation({ summary: 'Start saving a payment method' })
  @ApiAnswer(PaymentMethodSetupResponse, { status: 201 })
  @ApiProblems(SetupPending, SetupRefused)
  async setup(
    @IdempotencyKey() idempotencyKey: string,
    @CurrentUser() user: Principal,
  ): Promise<PaymentMethodSetupResponse> {
    return PaymentMethodSetupResponse.from(await this.setUp.execute(user.userId, idempotencyKey));
  }

  @Get()
  @ApiOperation({ summary: 'List my saved payment methods' })
  @ApiPage(PaymentMethodResponse)
  async list(@CurrentUser() user: Principal, @Query() page: PageRequest): Promise<Page<PaymentMethodResponse>> {
    return mapPage(await this.methods.list(user.userId, page), (method) => PaymentMethodResponse.from(method));
  }

  @Delete(':paymentMethodId')
  @ApiOperation({ summary: 'Delete a saved payment method' })
  @ApiNoAnswer()
  @ApiProblems(SavedPaymentMethodNotFound)
  delete(@IdParam('paymentMethodId') id: string, @CurrentUser() user: Principal): Promise<void> {
    return this.deleteMethod.execute(user.userId, id);
  }
}
