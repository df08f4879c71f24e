import {
  ApiAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  IdempotencyKey,
  IdParam,
  mapPage,
  OptionalUser,
  type Page,
  PageRequest,
  type Principal,
  ReplayByRerun,
  Roles,
  Unauthenticated,
} from '@guildhall/http';
import { Body, Controller, Get, Headers, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PaymentPendingSetup, PaymentRefused, SavedPaymentMethodNotFound } from '../payments/payment.errors.js';
import { PaymentResponse } from '../payments/payment.response.js';
import { CancelOrderUseCase } from './cancel-order.use-case.js';
import type { OrderAccess, OrderOwner } from './order-access.js';
import {
  CurrenciesMixed,
  GuestEmailRequired,
  ItemsNotAvailable,
  OrderNotCancelable,
  OrderNotFound,
  OrderTotalTooLarge,
  PriceChanged,
} from './order.errors.js';
import { OrderQueries } from './order.queries.js';
import { OrderResponse, PlacedOrderResponse } from './order.response.js';
import { PlaceOrderRequest } from './place-order.request.js';
import { PlaceOrderUseCase } from './place-order.use-case.js';
import { ShowPaymentUseCase } from './show-payment.use-case.js';

const TOKEN_HEADER = 'x-order-token';
const ApiOrderToken = () =>
  ApiHeader({
    name: 'X-Order-Token',
    required: false,
    description: 'Instead of signing in: the token of a guest’s order.',
  });

@ApiTags('orders')
@Controller('v1/orders')
@Roles('buyer')
export class OrdersController {
  constructor(
    private readonly placeOrder: PlaceOrderUseCase,
    private readonly cancelOrder: CancelOrderUseCase,
    private readonly showPayment: ShowPaymentUseCase,
    private readonly orders: OrderQueries,
  ) {}

  /** Orders products: prices them, reserves them, and prepares the payment. */
  @Post()
  @ReplayByRerun()
  @ApiOperation({ summary: 'Place an order' })
  @ApiAnswer(PlacedOrderResponse, { status: 201 })
  @ApiProblems(
    ItemsNotAvailable,
    CurrenciesMixed,
    PriceChanged,
    OrderTotalTooLarge,
    GuestEmailRequired,
    SavedPaymentMethodNotFound,
    PaymentPendingSetup,
    PaymentRefused,
  )
  async place(
    @IdempotencyKey() idempotencyKey: string,
    @OptionalUser() user: Principal | undefined,
    @Body() { guestEmail, ...body }: PlaceOrderRequest,
  ): Promise<PlacedOrderResponse> {
    const owner = ownerOf(user, guestEmail);
    return PlacedOrderResponse.from(await this.placeOrder.execute({ owner, idempotencyKey, ...body }));
  }

  @Get()
  @ApiOperation({ summary: 'List my orders, newest first' })
  @ApiPage(OrderResponse)
  async list(@CurrentUser() user: Principal, @Query() page: PageRequest): Promise<Page<OrderResponse>> {
    return mapPage(await this.orders.list(user.userId, page), (view) => OrderResponse.from(view));
  }

  @Get(':orderId')
  @ApiOrderToken()
  @ApiOperation({ summary: 'Show an order' })
  @ApiAnswer(OrderResponse)
  @ApiProblems(OrderNotFound)
  async show(
    @IdParam('orderId') orderId: string,
    @OptionalUser() user: Principal | undefined,
    @Headers(TOKEN_HEADER) token: string | undefined,
  ): Promise<OrderResponse> {
    return OrderResponse.from(await this.orders.show(orderId, accessOf(user, token)));
  }

  @Get(':orderId/payment')
  @ApiOrderToken()
  @ApiOperation({ summary: 'Go on paying an order: its state at Stripe and a client secret' })
  @ApiAnswer(PaymentResponse)
  @ApiProblems(OrderNotFound, PaymentPendingSetup, PaymentRefused)
  async payment(
    @IdParam('orderId') orderId: string,
    @OptionalUser() user: Principal | undefined,
    @Headers(TOKEN_HEADER) token: string | undefined,
  ): Promise<PaymentResponse> {
    return PaymentResponse.from(await this.showPayment.execute(orderId, accessOf(user, token)));
  }

  @Post(':orderId/cancel')
  @ApiOrderToken()
  @ApiOperation({ summary: 'Cancel an unpaid order' })
  @ApiAnswer(OrderResponse)
  @ApiProblems(OrderNotFound, OrderNotCancelable)
  async cancel(
    @IdParam('orderId') orderId: string,
    @OptionalUser() user: Principal | undefined,
    @Headers(TOKEN_HEADER) token: string | undefined,
  ): Promise<OrderResponse> {
    return OrderResponse.from(await this.cancelOrder.execute(orderId, accessOf(user, token)));
  }
}

function ownerOf(user: Principal | undefined, guestEmail: string | undefined): OrderOwner {
  if (user !== undefined) return { userId: user.userId };
  if (guestEmail === undefined) throw new GuestEmailRequired();
  return { guestEmail };
}

/** A token says which order is meant better than a login does: somebody may have ordered as a guest before. */
function accessOf(user: Principal | undefined, orderToken: string | undefined): OrderAccess {
  if (orderToken !== undefined && orderToken !== '') return { orderToken };
  if (user === undefined) throw new Unauthenticated();
  return { userId: user.userId };
}
